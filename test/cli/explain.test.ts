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
    })
  })

  test('shows its help where no code is given', async () => {
    expect((await kb(['explain'])).code).toBe(2)
  })
})
