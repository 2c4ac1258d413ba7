import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kb, type Surroundings } from './run.ts'

const articles = fileURLToPath(new URL('../../articles', import.meta.url))
const message = 'This is an invalid CD Key value. Check the identification number from your CD sticker.'

let folder = ''
let env = {}
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kb-diagnose-'))
  env = { KB_INDEX: join(folder, 'index') }
  await kb(['build', articles, '--out', join(folder, 'index')])
})
afterAll(() => rmSync(folder, { recursive: true }))

const diagnose = (args: readonly string[], around: Surroundings = {}) =>
  kb(['diagnose', ...args], { env, ...around })

/** What the session ends with when these are the answers. */
async function withAnswers(answers: string, report = message) {
  const path = join(folder, 'answers.yaml')
  writeFileSync(path, answers)
  const { code, stdout, stderr } = await diagnose(['--json', '--answers', path, report])
  return { code, stderr, ...(stdout === '' ? {} : JSON.parse(stdout)) }
}

describe('kb diagnose tells apart', () => {
  test.each([
    ['product: Outlook 97\nedition: nfr', 'Q180399', 'DAAP'],
    ['product: Outlook 97\nedition: retail', 'Q180399', 'customer service'],
    ['product: Plus! for Windows 95', 'Q139955', 'command line'],
    ['product: Visual Basic 4.0', 'Q145732', 'font'],
  ])('the products and the editions of the CD key message: %s', async (answers, id, words) => {
    const { code, verdict, hits } = await withAnswers(answers)
    expect([code, verdict, hits[0].id]).toEqual([0, 'answer', id])
    expect(JSON.stringify(hits[0].outcome)).toContain(words)
  })

  test('what it could be by two questions at most', async () => {
    const { transcript } = await withAnswers('product: BackOffice Server\nedition: nfr')
    expect(transcript).toEqual([
      {
        type: 'question',
        fact: 'product',
        text: 'Which product is asking for the CD key?',
        answer: 'BackOffice Server',
      },
      {
        type: 'question',
        fact: 'edition',
        text: 'Is BackOffice Server a not-for-resale (NFR) or a retail copy?',
        answer: 'nfr',
      },
    ])
  })
})

describe('kb diagnose at a terminal', () => {
  test('asks on stderr, takes numbers, and prints the way out on stdout', async () => {
    const { code, stdout, stderr } = await diagnose([message], { stdin: '3\n' })
    expect(code).toBe(0)
    expect(stderr).toContain('Which product is asking for the CD key?\n  1  BackOffice Server\n')
    expect(stderr).toContain('  5  none of these\n')
    expect(stdout).toMatch(/^Q139955 /)
    expect(stdout).toContain('- Which product is asking for the CD key? Plus! for Windows 95')
  })

  test('takes the name of a product, too', async () => {
    expect((await diagnose([message], { stdin: 'VB4\n' })).stdout).toMatch(/^Q145732 /)
  })

  test('asks again where the answer is none', async () => {
    const { stdout, stderr } = await diagnose([message], { stdin: '9\n3\n' })
    expect(stderr).toContain('That is none of the answers.')
    expect(stdout).toMatch(/^Q139955 /)
  })

  test('asks nothing twice that is not known', async () => {
    const { stderr } = await diagnose([message], { stdin: '?\n?\n?\n?\n?\n?\n' })
    const asked = stderr.match(/^(?:Which|Is|Did) .*\?$/gm) ?? []
    expect(asked.length).toBeGreaterThan(1)
    expect(asked).toEqual([...new Set(asked)])
  })

  test.each(['q\n', ''])('ends with what is known when somebody has had enough: %j', async (keys) => {
    const { code, stdout } = await diagnose([message], { stdin: keys })
    expect(code).toBe(0)
    expect(stdout).toContain('Q180399')
    expect(stdout).toContain('Q139955')
  })

  test('shows the help where nothing is reported', async () => {
    expect((await diagnose([], { stdin: null })).code).toBe(2)
  })
})

describe('kb diagnose in a pipe', () => {
  test('gives the same transcript for the same answers', async () => {
    const runs = await Promise.all([1, 2].map(() => withAnswers('product: Outlook 97')))
    expect(runs[0]).toEqual(runs[1])
  })

  test.each([
    ['- Outlook\n- nfr\n'],
    ['# known\n- product: Outlook 97\n- edition: nfr\n'],
    ['["Outlook", "nfr"]'],
    ['{"edition": "nfr", "product": "Outlook 97"}'],
    ['- 2\n- 1\n'],
  ])('takes answers in other forms: %j', async (answers) => {
    const { hits } = await withAnswers(answers)
    expect([hits[0].id, hits[0].outcome.when]).toEqual(['Q180399', 'Not-for-resale edition'])
  })

  test.each([
    ['product: Outlook 97\nedition: nfr', message],
    ['helped: no', 'modem busy'],
    ['', 'modem busy'],
  ])('goes through a session again that it has printed: %j', async (answers, report) => {
    const first = await withAnswers(answers, report)
    expect(first.transcript.length).toBeGreaterThan(0)
    expect(await withAnswers(JSON.stringify(first), report)).toEqual(first)
  })

  test('takes a report from stdin, and then no keys', async () => {
    const { code, stdout, stderr } = await diagnose([], { stdin: message })
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain('Q180399')
  })

  test('takes what is known from the options, and does not ask for it', async () => {
    const { stdout } = await diagnose(['--json', '--product', 'Plus! for Windows 95', message])
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'answer', transcript: [] })
  })

  test('says that nothing fits', async () => {
    const { code, stdout } = await diagnose(['--json', 'a parrot that is no more'])
    expect([code, JSON.parse(stdout).verdict]).toEqual([1, 'unknown'])
  })

  test.each([
    ['colour: mauve', message, 'it answers nothing that was asked'],
    ['product: Outlook 97\nedition: banana', message, '"banana" is no answer to'],
    ['- {', message, 'it is no list of answers and no map of facts'],
    ['just words', message, 'it is no list of answers and no map of facts'],
    ['[1,', message, 'it is no list of answers and no map of facts'],
    ['product: &a Outlook 97\nedition: *a', message, 'it is no list of answers and no map of facts'],
  ])(
    'says of an answers file that fits no question that it does not: %j',
    async (answers, report, problem) => {
      const { code, stderr } = await withAnswers(answers, report)
      expect(code).toBe(3)
      expect(stderr).toMatch(/^error\[E0212\]: .*answers\.yaml: .*\n {2}help: .*\n$/)
      expect(stderr).toContain(problem)
    },
  )

  test('says that the answers file is not there', async () => {
    const { code, stderr } = await diagnose(['--answers', join(folder, 'nothing'), message])
    expect([code, stderr.slice(0, 13)]).toEqual([3, 'error[E0201]:'])
  })

  test('goes on without a product that nothing speaks of', async () => {
    const { code, stdout, stderr } = await diagnose(['--json', '--product', 'Parrot 7', message])
    expect([code, stderr.slice(0, 13)]).toEqual([2, 'error[E0103]:'])
    expect(JSON.parse(stdout).hits.length).toBeGreaterThan(1)
  })
})

describe('kb diagnose --log', () => {
  const noise = (count: number): string => '12:00:01 setup: a file was copied\n'.repeat(count)
  const other = 'The modem is being used by another process.'
  const log = `${noise(30)}12:00:02 setup: ${message}\n${noise(30)}`

  /** The report that was taken from the log, and where it stands. */
  async function logged(text: string | Uint8Array, ...options: readonly string[]) {
    const path = join(folder, 'any.log')
    writeFileSync(path, text)
    const { code, stdout, stderr } = await diagnose(['--json', '--log', path, ...options])
    return { code, stderr, ...(stdout === '' ? {} : JSON.parse(stdout)) }
  }

  /** What is said of it before anything is asked. */
  async function saidOf(text: string, ...options: readonly string[]): Promise<string> {
    const path = join(folder, 'any.log')
    writeFileSync(path, text)
    return (await diagnose(['--log', path, ...options], { stdin: 'q\n' })).stderr.split('\n')[0]!
  }

  test('starts from the known error and the lines around it', async () => {
    const { stderr, log: taken, hits } = await logged(log)
    expect(stderr).toBe('')
    expect(await saidOf(log)).toBe('The last known error in the log stands at line 31.')
    expect(taken.line).toBe(31)
    expect(taken.report.split('\n')).toHaveLength(6)
    expect(taken.report).toContain(message)
    expect(hits.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining(['Q180399', 'Q139955']))
  })

  test('takes the one that was seen last, and names the others', async () => {
    const two = `${log}${other}\n${noise(9)}${message}\n`
    expect((await logged(two)).log.line).toBe(31)
    expect(await saidOf(two)).toBe('The last known error in the log stands at line 31. Others: --line 62.')
  })

  test('reads the logs that kb scan reads', async () => {
    expect((await logged(gzipSync(log))).log.line).toBe(31)
    expect((await logged(Buffer.from(`\ufeff${log}`, 'utf16le'))).log.report).toContain(message)
    expect((await logged(`${JSON.stringify({ msg: message })}\n`)).log.report.trim()).toBe(message)
  })

  test('starts from any line that is named', async () => {
    const text = `${noise(9)}modem busy\n${noise(9)}`
    const { log: taken } = await logged(text, '--line', '10')
    expect(await saidOf(text, '--line', '10')).toBe('From line 10 of the log.')
    expect(taken).toMatchObject({ line: 10, report: expect.stringContaining('modem busy') })
  })

  test('refuses what kb scan refuses', async () => {
    const path = join(folder, 'any.log')
    writeFileSync(path, Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'))
    const { code, stderr } = await diagnose(['--log', path])
    expect(code).toBe(3)
    expect(stderr).toContain('this is a PNG image, not text')
  })

  test('reads a log once, also one that comes through a pipe and is longer than what is kept of it', async () => {
    const long = `${log}${noise(100_000)}`
    const { stdout } = await diagnose(['--json', '--log', '-'], { stdin: long })
    const { line, report } = (JSON.parse(stdout) as { log: { line: number; report: string } }).log
    expect(line).toBe(31)
    expect(report.split('\n')).toHaveLength(6)
    expect(report).toContain(message)
  })

  test('takes the end of a log without a known error', async () => {
    const text = `${noise(50)}the kettle is cold\n\n`
    const { log: taken } = await logged(text)
    expect(await saidOf(text)).toContain('No known error is in the log')
    expect(taken).toMatchObject({ line: 51, report: expect.stringMatching(/the kettle is cold$/) })
  })

  test('asks at the keys', async () => {
    const path = join(folder, 'any.log')
    writeFileSync(path, log)
    expect((await diagnose(['--log', path], { stdin: '3\n' })).stdout).toMatch(/^Q139955 /)
  })

  test.each([
    ['', [], 'E0102', 'it is empty'],
    [log, ['--line', '999'], 'E0102', 'it has no line 999'],
    [log, ['--line', '0'], 'E0101', '--line is "0"'],
    [log, ['modem'], 'E0101', 'there are words and a log'],
  ])('says what is wrong with what was named: %#', async (text, options, code, words) => {
    const { code: exit, stderr } = await logged(text, ...options)
    expect([exit, stderr]).toEqual([2, expect.stringContaining(`error[${code}]`)])
    expect(stderr).toContain(words)
  })

  test('says that the log is not there, and that a line is of no log', async () => {
    expect((await diagnose(['--log', join(folder, 'none.log')])).code).toBe(3)
    expect((await diagnose(['--line', '3', 'modem'])).stderr).toContain('add --log FILE')
  })
})
