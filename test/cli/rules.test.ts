import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import tested from '../../src/cli/schemas/rules-test.schema.json' with { type: 'json' }
import tuned from '../../src/cli/schemas/rules-tune.schema.json' with { type: 'json' }
import { compileClosed } from '../support/closed-schema.ts'
import { kb } from './run.ts'

const bundled = fileURLToPath(new URL('../../articles', import.meta.url))

const article = `---
kb: silent
title: A printer that prints nothing
products: [Printer 97]
updated: 2026-11-21
rules:
  - id: silent
    when:
      any:
        - phrase: { about: [printer], state: [silent, mute] }
---

## Symptoms

Nothing is printed.

## Resolution

1. Switch it on.
`

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kb-rules-'))
  place('silent.md', article)
})
afterEach(() => rmSync(folder, { recursive: true }))

const at = (name: string): string => join(folder, name)
const place = (name: string, text: string): void => writeFileSync(at(name), text)

describe('kb rules test', () => {
  test('finds that the bundled articles answer what they owe', async () => {
    const { code, stdout, stderr } = await kb(['rules', 'test', bundled])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^\d+ reports of \d+ articles: all are right\n$/)
  })

  test('says which report is answered otherwise, where it stands, and why', async () => {
    place(
      'silent.reports.yaml',
      'match:\n  - report: printer silent\n  - report: the kettle is cold\nreject:\n  - report: printer mute\n',
    )
    const { code, stdout } = await kb(['rules', 'test', folder])
    expect(code).toBe(1)
    expect(stdout).toContain(`${at('silent.reports.yaml')}:3:5: "the kettle is cold": `)
    expect(stdout).toContain(`${at('silent.reports.yaml')}:5:5: "printer mute": this article is the answer.`)
    expect(stdout).not.toContain('"printer silent"')
    expect(stdout).toContain('3 reports of 1 article: 2 failures\n')
  })

  test.each([
    ['    step: switch it off', 'the first step is "Switch it on.", without "switch it off"'],
    ['    verdict: choose', 'the verdict is answer, not choose'],
    ['    verdict: choose\n    decide: edition', 'nothing would decide, not edition'],
  ])('asks of an answer what the list asks: %s', async (asked, fault) => {
    place(
      'silent.reports.yaml',
      `match:\n  - report: printer silent\n${asked}\nreject:\n  - report: kettle\n`,
    )
    expect((await kb(['rules', 'test', folder])).stdout).toContain(fault)
  })

  test('names another article where that one must come first', async () => {
    place(
      'silent.reports.yaml',
      'match:\n  - report: printer silent\nreject:\n  - { report: printer mute, instead: loud }\n',
    )
    expect((await kb(['rules', 'test', folder])).stdout).toContain('silent comes first, not loud')
  })

  test('says what is wrong with a list that is none', async () => {
    place('silent.reports.yaml', 'match:\n  - report: printer silent\n')
    const { code, stdout } = await kb(['rules', 'test', folder])
    expect(code).toBe(1)
    expect(stdout).toContain('[bad-reports]')
  })

  test('prints what its schema says', async () => {
    place('silent.reports.yaml', 'match:\n  - report: kettle\nreject:\n  - report: printer mute\n')
    const said = JSON.parse((await kb(['rules', 'test', '--json', folder])).stdout)
    const valid = compileClosed(tested)
    expect(valid(said), JSON.stringify(valid.errors)).toBe(true)
    expect([said.articles, said.reports, said.failures.length]).toEqual([1, 2, 2])
  })

  test('goes on where a file is not there, and ends with 3', async () => {
    place('silent.reports.yaml', 'match:\n  - report: printer silent\nreject:\n  - report: kettle\n')
    const { code, stdout, stderr } = await kb(['rules', 'test', at('nothing.md'), folder])
    expect([code, stderr.slice(0, 13)]).toEqual([3, 'error[E0201]:'])
    expect(stdout).toBe('2 reports of 1 article: all are right\n')
  })
})

describe('kb rules tune', () => {
  const tune = (wrong: string, right: string, ...more: readonly string[]) => {
    place('false.log', wrong)
    place('true.log', right)
    return kb(['rules', 'tune', '--fp', at('false.log'), '--tp', at('true.log'), ...more, at('silent.md')])
  }

  test('proposes an exclusion that keeps out every false hit and no true one', async () => {
    const before = readFileSync(at('silent.md'), 'utf8')
    const { code, stdout } = await tune(
      'printer silent, paper tray empty\nthe paper tray empty again, printer silent\nkettle cold\n',
      'printer silent since Monday\nmy printer is silent\n',
    )
    expect(code).toBe(0)
    expect(stdout).toBe(
      '# silent#silent: 2 of 2 false hits kept out, all 2 true hits kept\nunless:\n  - message: "paper tray empty"\n',
    )
    expect(readFileSync(at('silent.md'), 'utf8')).toBe(before)
  })

  test('proposes what works when it is pasted', async () => {
    const { stdout } = await tune('printer silent, paper tray empty\n', 'my printer is silent\n')
    const unless = stdout.slice(stdout.indexOf('unless:')).replace(/^/gm, '    ').trimEnd()
    place('silent.md', article.replace('silent, mute] }\n', `silent, mute] }\n${unless}\n`))
    place(
      'silent.reports.yaml',
      'match:\n  - report: my printer is silent\nreject:\n  - report: printer silent, paper tray empty\n',
    )
    expect(await kb(['rules', 'test', at('silent.md')])).toMatchObject({ code: 0, stderr: '' })
  })

  test('takes a product for a better reason than words', async () => {
    const { stdout } = await tune('printer silent in Outlook 97\n', 'printer silent\n')
    expect(stdout).toContain('  - product: "Outlook"\n')
  })

  test('takes several exclusions where no one is enough', async () => {
    const { code, stdout } = await tune(
      'printer silent: paper tray empty\nprinter mute: toner cartridge missing\n',
      'printer silent\n',
    )
    expect(code).toBe(0)
    expect(stdout.match(/^ {2}- message: /gm)).toHaveLength(2)
  })

  test('refuses where a true hit would be lost', async () => {
    const { code, stdout } = await tune('printer silent\n', 'the printer silent again\n')
    expect(code).toBe(1)
    expect(stdout).toBe(
      '# silent#silent: 0 of 1 false hit kept out, all 1 true hit kept\n# refused, for whatever these name is in a true hit too:\n#   printer silent\n',
    )
  })

  test('loses no report that the article owes', async () => {
    place(
      'silent.reports.yaml',
      'match:\n  - report: printer silent, paper tray empty\nreject:\n  - report: kettle\n',
    )
    expect((await tune('printer silent, paper tray empty\n', 'printer silent\n')).code).toBe(1)
  })

  test('says that there is nothing to keep out', async () => {
    const { code, stdout } = await tune('kettle cold\n', 'printer silent\n')
    expect([code, stdout]).toEqual([1, 'No rule matches a false hit: there is nothing to keep out.\n'])
  })

  test('tunes the rule that is named, in any way', async () => {
    for (const name of ['silent', 'silent#silent'])
      expect((await tune('printer mute jammed paper feed\n', '', name)).code).toBe(0)
    const unknown = await tune('printer mute\n', '', 'loud')
    expect([unknown.code, unknown.stderr.slice(0, 13)]).toEqual([1, 'error[E0104]:'])
  })

  test('takes what blank lines part for one report', async () => {
    const { stdout } = await tune('printer\nsilent\npaper tray empty\n\nkettle\n', 'printer silent\n')
    expect(stdout).toContain('1 of 1 false hit kept out')
  })

  test('prints what its schema says', async () => {
    const said = JSON.parse(
      (await tune('printer mute jammed paper feed\nprinter mute\n', 'printer mute\n', '--json')).stdout,
    )
    const valid = compileClosed(tuned)
    expect(valid(said), JSON.stringify(valid.errors)).toBe(true)
    expect(said.rules).toMatchObject([
      { rule: 'silent#silent', falseHits: 2, trueHits: 1, left: ['printer mute'] },
    ])
  })

  test.each([
    [['rules', 'tune'], 'kb rules tune needs --fp LOG'],
    [['rules', 'tune', '--fp', 'a'], 'kb rules tune needs --tp LOG'],
    [['rules', 'sing'], 'kb rules can test and tune, but not "sing"'],
  ])('%j is not understood', async (typed, problem) => {
    const { code, stderr } = await kb(typed)
    expect([code, stderr.split('\n')[0]]).toEqual([2, `error[E0101]: ${problem}`])
  })

  test('says that a log is not there', async () => {
    const { code, stderr } = await kb(['rules', 'tune', '--fp', at('no'), '--tp', at('no'), at('silent.md')])
    expect([code, stderr.slice(0, 13)]).toEqual([3, 'error[E0201]:'])
  })
})
