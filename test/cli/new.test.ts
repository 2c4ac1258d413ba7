import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { kb } from './run.ts'

describe('kb new', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kb-new-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  test('writes an article and the reports it owes, and says where', async () => {
    const dir = join(folder, 'articles')
    const { code, stdout } = await kb(['new', 'printer-offline', '--dir', dir])
    expect(code).toBe(0)
    expect(stdout).toBe(`${join(dir, 'printer-offline.md')}\n${join(dir, 'printer-offline.reports.yaml')}\n`)
    expect(readdirSync(dir)).toEqual(['printer-offline.md', 'printer-offline.reports.yaml'])
    expect(readFileSync(join(dir, 'printer-offline.md'), 'utf8')).toContain('\nkb: printer-offline\n')
  })

  test('overwrites nothing', async () => {
    writeFileSync(join(folder, 'printer-offline.md'), 'mine')
    const { code, stderr } = await kb(['new', 'printer-offline', '--dir', folder])
    expect(code).toBe(5)
    expect(stderr).toContain('error[E0401]')
    expect(stderr).toContain('it is there already')
    expect(readdirSync(folder)).toEqual(['printer-offline.md'])
    expect(readFileSync(join(folder, 'printer-offline.md'), 'utf8')).toBe('mine')
  })

  test.each([
    { typed: ['Printer Offline'], near: 'printer-offline' },
    { typed: ['printer', 'offline'], near: 'printer-offline' },
    { typed: ['../../etc/passwd'], near: 'etc-passwd' },
    { typed: ['a--b'], near: 'a-b' },
    { typed: ['..'], near: 'printer-offline' },
    { typed: ['CON '], near: 'con' },
    { typed: [''], near: 'printer-offline' },
  ])('refuses $typed and proposes a slug', async ({ typed, near }) => {
    const { code, stderr } = await kb(['new', ...typed, '--dir', folder])
    expect(code).toBe(2)
    expect(stderr).toContain(`  help: for example kb new ${near}\n`)
    expect(readdirSync(folder)).toEqual([])
  })

  test('shows its help without a slug', async () => {
    expect((await kb(['new'])).code).toBe(2)
  })
})
