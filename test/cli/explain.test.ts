import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { errorCodes } from '../../src/errors.ts'
import { kb } from './run.ts'

describe('kb explain', () => {
  test.each(Object.entries(errorCodes))(
    'says what %s means and what kb ends with',
    async (code, { meaning, exit }) => {
      const { code: ended, stdout } = await kb(['explain', code.toLowerCase()])
      expect(ended).toBe(0)
      expect(stdout).toBe(`${code}  ${meaning}\n       kb ends with exit code ${exit}.\n`)
    },
  )

  test('says so where a code is not known, and tells the others', async () => {
    const { code, stdout, stderr } = await kb(['explain', 'E9999', 'E0101'])
    expect(code).toBe(1)
    expect(stdout).toMatch(/^E0101 /)
    expect(stderr).toBe(
      'error[E0104]: no error of kb has the code E9999\n  help: kb explain --help lists them\n',
    )
  })

  test('is JSON for programs', async () => {
    const { stdout } = await kb(['explain', '--json', 'E0101'])
    expect(JSON.parse(stdout)).toEqual({
      schema: 'kb/explain/1',
      code: 'E0101',
      meaning: errorCodes.E0101.meaning,
      exit: 2,
      known: true,
      readings: [],
      articles: [],
      similar: [],
    })
  })

  const index = { KB_INDEX: fileURLToPath(new URL('../../articles', import.meta.url)) }

  test('says what a code of any system is, and which articles speak of it', async () => {
    const { code, stdout } = await kb(['explain', 'ras', '633'], { env: index })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^ras 633 {2}remote access\n {2}ERROR_PORT_NOT_AVAILABLE\n/)
    expect(stdout).toContain('\nArticles that speak of it\n  Q162807  RAS error 633')
  })

  test('takes a word without a digit together with what follows it', async () => {
    const { stdout } = await kb(['explain', '--json', 'STOP', '0xA', '-2147024891', 'event', '7'], {
      env: index,
    })
    const asked = stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => (JSON.parse(line) as { code: string }).code)
    expect(asked).toEqual(['STOP 0xA', '-2147024891', 'event 7'])
  })

  test('ends with 1 where nothing is known, and says what is written like it', async () => {
    const { code, stdout, stderr } = await kb(['explain', 'E_ACCESDENIED'], { env: index })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toBe(
      'error[E0104]: nothing is known of the code E_ACCESDENIED\n  help: did you mean E_ACCESSDENIED?\n',
    )
    expect((await kb(['explain', '--json', 'nonsense'], { env: index })).code).toBe(1)
  })

  test('prints as many articles as are asked for', async () => {
    const { stdout } = await kb(['explain', '633', '--top', '1'], { env: index })
    expect(stdout).toContain('\n  and 1 more (--top N, --json)\n')
  })

  test.each([
    ['nothing but blanks', ' '],
    ['a megabyte of digits', '9'.repeat(1_000_000)],
    ['control characters', '\u001b[31m\u0000 0x\u0007'],
    ['another script', '\u0449\u0443\u043a\u0430 \u4e2d\u6587'],
    [
      'a thousand codes',
      Array.from({ length: 1000 }, (_, i) => `0x8007${i.toString(16).padStart(4, '0')}`).join(''),
    ],
  ])('%s: says that nothing is known of it, on one line', async (_, text) => {
    const { code, stdout, stderr } = await kb(['explain', text], { env: index })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).not.toContain('\u001b')
    expect(stderr.length).toBeLessThan(500)
  })

  test('shows its help where no code is given', async () => {
    expect((await kb(['explain'])).code).toBe(2)
  })
})
