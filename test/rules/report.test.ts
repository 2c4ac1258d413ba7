import { describe, expect, test } from 'vitest'
import { readReport } from '../../src/rules/report.ts'
import { quickest } from '../support/quickest.ts'

describe('the regular text of a report', () => {
  const cases: readonly [what: string, source: string, text: string][] = [
    ['an ISO time and a level', '1999-06-21 12:02:11,123 ERROR Disk is full', 'Disk is full'],
    ['an American time', '6/21/99 12:02:11 PM Disk is full', 'Disk is full'],
    ['a syslog prefix', 'Jun 21 12:02:11 host proc[12]: Disk is full', 'Disk is full'],
    ['a time of day', '[12:02:11] Disk is full', 'Disk is full'],
    ['kernel seconds', '[  123.456789] Disk is full', 'Disk is full'],
    ['a level in brackets', '[warn] Disk is full', 'Disk is full'],
    ['quoted mail', '> > Disk is full', 'Disk is full'],
    ['a DOS prompt', 'C:\\WINNT>copy a b', 'copy a b'],
    ['a shell prompt', 'me@host:~$ copy a b', 'copy a b'],
    ['terminal colours', '\x1b[31mDisk\x1b[0m is full', 'Disk is full'],
    ['control characters', 'Disk\x07 is full', 'Disk is full'],
    ['character references', '&quot;a&#39;b&quot; &amp; &lt;c&gt; &#x41;', '"a\'b" & <c> A'],
    ['references that are none', 'R&D; a & b &unknown; &#0;', 'R&D; a & b &unknown; '],
    ['line ends of all kinds', 'a b c\r\nd\re\n\nf', 'a b c\nd\ne\n\nf'],
  ]
  test.each(cases)('is without %s', (_, source, text) => {
    expect(readReport(source).text).toBe(text)
  })

  test('keeps an error that only looks like a level', () => {
    expect(readReport('Error 5: Access is denied.').text).toBe('Error 5: Access is denied.')
    expect(readReport('12:00:01 ERROR 5: Access is denied.').text).toBe('ERROR 5: Access is denied.')
  })

  test('can be traced to the source', () => {
    const source = '12:00:01 &quot;Disk&quot; is\n12:00:02 \x1b[1mfull'
    const { text, spanOf } = readReport(source)
    for (const words of ['Disk', 'is', 'full']) {
      const from = text.indexOf(words)
      expect(source.slice(...spanOf(from, from + words.length))).toBe(words)
    }
    expect(spanOf(0, 0)).toEqual([9, 9])
    expect(source.slice(...spanOf(0, text.length))).toBe(source.slice(9))
  })

  test('of nothing is nothing', () => {
    const { text, tokens, spanOf } = readReport('')
    expect([text, tokens.words, spanOf(0, 0)]).toEqual(['', [], [0, 0]])
  })

  test('takes time in proportion to its length', () => {
    const line = '[12:00:01] > > &quot;x&quot; &am;p \x1b[31m error 0x80070005 Event ID: 7000\n'
    const time = (lines: number): number => quickest(0, () => readReport(line.repeat(lines)))
    expect(time(4000) / time(500)).toBeLessThan(8 * 3)
  })
})

describe('sentences', () => {
  const sentencesOf = (source: string): string[] => {
    const { tokens, sentences } = readReport(source)
    const found: string[][] = []
    for (const [i, word] of tokens.words.entries()) {
      found[sentences[i]!] ??= []
      found[sentences[i]!]!.push(word)
    }
    return found.map((words) => words.join(' '))
  }
  const cases: readonly [what: string, source: string, sentences: readonly string[]][] = [
    ['end with a full stop', 'One two. Three four', ['one two', 'three four']],
    ['do not end inside a name', 'see x.txt now', ['see x txt now']],
    [
      'go on over a wrapped line',
      'the disk that is in the drive of the\nserver is full',
      ['the disk that is in the drive of the server is full'],
    ],
    ['go on over a short line that is taken up in small letters', 'the disk\nis full', ['the disk is full']],
    ['end with a short line before a capital', 'Setup\nDisk is full', ['setup', 'disk is full']],
    [
      'end with a blank line',
      'the disk that is in the drive of the\n\nserver',
      ['the disk that is in the drive of the', 'server'],
    ],
    [
      'end where a log line begins',
      '12:00:01 Disk in the drive of this server is full\n12:00:02 Bye',
      ['disk in the drive of this server is full', 'bye'],
    ],
    ['go on where a log wraps', '12:00:01 the disk may be\n12:00:02 damaged', ['the disk may be damaged']],
  ]
  test.each(cases)('%s', (_, source, sentences) => {
    expect(sentencesOf(source)).toEqual(sentences)
  })
})
