import { describe, expect, test } from 'vitest'
import { prefixLength } from '../../src/rules/report.ts'
import { prefixEnd } from '../../src/scan/line-prefix.ts'
import { pick, randomFrom } from '../support/random.ts'

const prefixOf = (line: string): string => {
  const bytes = new TextEncoder().encode(line)
  return new TextDecoder().decode(bytes.subarray(0, prefixEnd(bytes, 0, bytes.length)))
}

describe('what stands before the message of a line', () => {
  test.each([
    ['Cannot open file', ''],
    ['1999-06-21T12:02:11.123Z ERROR Cannot open file', '1999-06-21T12:02:11.123Z ERROR '],
    ['1999-06-21 12:02:11 ERROR 5: Access is denied.', '1999-06-21 12:02:11 '],
    ['ERROR Cannot open file', ''],
    ['[21.06.1999 12:02] Cannot open file', '[21.06.1999 12:02] '],
    ['6/21/99 12:02:11 PM  Setup failed', '6/21/99 12:02:11 PM  '],
    ['Jun 21 12:02:11 host cron[12]: Setup failed', 'Jun 21 12:02:11 host cron[12]: '],
    ['[  123.456789] Setup failed', '[  123.456789] '],
    ['> │ Setup failed', '> │ '],
    ['C:\\WINNT>net start', 'C:\\WINNT>'],
    ['me@host:~$ make', 'me@host:~$ '],
    ['12:02:11 [warn] Setup failed', '12:02:11 [warn] '],
  ])('of %j is %j', (line, prefix) => {
    expect(prefixOf(line)).toBe(prefix)
  })

  test('ends at the line end', () => {
    const bytes = new TextEncoder().encode('> \n> x')
    expect(prefixEnd(bytes, 0, bytes.length)).toBe(2)
  })

  test('is the same as in a pasted report, for 30,000 lines put together from pieces of prefixes', () => {
    const random = randomFrom(5)
    const pieces =
      '1999 99 06 6 2 21 12 : - / . , T Z UTC + 0200 [ ] ( ) < > | │ ║ $ @ # \\ C PS AM PM a x Jun Dec ERROR error warn INFO INFORMATION code 5 host proc ~ é'.split(
        ' ',
      )
    const templates = [
      '1999-06-21 12:02:11',
      '1999-06-21T12:02:11.123Z ERROR ',
      '[   12.345678]',
      '12:02:11',
      'Jun 21 12:02:11 host ',
      '[ERROR]',
      'C:\\A B>',
      'u@h:~$ ',
      '6/21/99 12:02',
    ]
    for (let n = 0; n < 30_000; n++) {
      let line = ''
      for (let i = pick(random, 12); i >= 0; i--) {
        line +=
          pick(random, 4) === 0
            ? templates[pick(random, templates.length)]!
            : pieces[pick(random, pieces.length)]!
        if (pick(random, 3) === 0) line += ' '
      }
      expect(prefixOf(line), JSON.stringify(line)).toBe(line.slice(0, prefixLength(line.slice(0, 200))))
    }
  })
})
