// Does a code find the same articles in every notation, and all that speak of it?
//
//     npx tsx scripts/codes-report.ts INDEX [FOLDER]       FOLDER defaults to .corpus/kb, of which INDEX was built
//
// A plain scan reads the articles as text and notes every value in every notation, by patterns that share no code with
// the engine. Then each value is asked for in each notation. Prints the values whose notations find different articles,
// or miss one of the scan, and the figures; writes these to scripts/results/codes-report.json.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { nameTables } from '../src/codes/names.ts'
import { openKnowledgeBase } from '../src/node.ts'
import { report } from './support/results.ts'

const [indexFolder, folder = '.corpus/kb'] = process.argv.slice(2)
if (indexFolder === undefined || !existsSync(folder)) {
  console.error(`usage: npx tsx scripts/codes-report.ts INDEX [FOLDER]; ${folder} must be there`)
  process.exit(2)
}

/** How a value was found, and how it can be asked for. */
interface Kind {
  readonly name: string
  readonly pattern: RegExp
  /** What the scan notes of a match; `null` for none. */
  readonly value: (found: readonly string[]) => string | null
  readonly notations: (value: string) => readonly string[]
}

const hex = (number: number): string => `0x${(number >>> 0).toString(16).toUpperCase().padStart(8, '0')}`
const namesByValue = new Map<string, string[]>()
const valueByName = new Map<string, string>()
for (const { family, radix, lines } of nameTables) {
  if (family !== 'hresult' && family !== 'ntstatus') continue
  for (const row of lines.flatMap((line) => line.split('|'))) {
    const [printed, ...names] = row.split(' ')
    const value = hex(Number.parseInt(printed!, radix))
    namesByValue.set(value, names)
    for (const name of names) valueByName.set(name, value)
  }
}

const wholeNotations = (value: string): string[] => {
  const number = Number(value)
  const digits = value.slice(2)
  return [
    value,
    value.toLowerCase(),
    digits,
    digits.toLowerCase(),
    `${digits}h`,
    `${value}L`,
    `&H${digits}`,
    String(number | 0),
    String(number),
    ...(namesByValue.get(value) ?? []),
  ]
}
const whole = (value: (found: readonly string[]) => string | null, name: string, pattern: RegExp): Kind => ({
  name,
  pattern,
  value,
  notations: wholeNotations,
})
const small = (name: string, family: string, pattern: RegExp): Kind => ({
  name,
  pattern,
  value: ([, number]) => `${family} ${Number(number)}`,
  notations: (value) => [value, value.toUpperCase(), value.replace(' ', ':')],
})
const isWhole = (number: number): boolean => number >= 0x8000_0000 && number <= 0xffff_ffff

const kinds: readonly Kind[] = [
  whole(([, digits]) => hex(Number.parseInt(digits!, 16)), 'with 0x', /\b0x([8-9a-f][\da-f]{7})\b/gi),
  whole(([, digits]) => hex(Number.parseInt(digits!, 16)), 'with &H', /&H([8-9a-f][\da-f]{7})\b/gi),
  whole(([, digits]) => hex(Number.parseInt(digits!, 16)), 'bare', /(?<![\w&])([8c][\da-f]{7})h?\b/gi),
  whole(
    ([, digits]) => (isWhole(2 ** 32 - Number(digits)) ? hex(2 ** 32 - Number(digits)) : null),
    'signed',
    /(?<!\w)-(\d{9,10})\b/g,
  ),
  whole(
    ([, digits]) => (isWhole(Number(digits)) ? hex(Number(digits)) : null),
    'unsigned',
    /(?<![\w.,-])([2-4]\d{9})\b(?![.,]\d)/g,
  ),
  whole(([name]) => valueByName.get(name!) ?? null, 'named', /\b[A-Z][A-Z\d]*_[A-Z_\d]+\b/g),
  {
    name: 'stop',
    pattern: /\bSTOP:?\s{1,3}0x([\da-f]{1,8})\b/gi,
    value: ([, digits]) => `STOP ${hex(Number.parseInt(digits!, 16))}`,
    notations: (value) => {
      const digits = value.slice('STOP 0x'.length)
      const number = Number.parseInt(digits, 16)
      return [
        value,
        `stop: 0x${digits}`,
        `STOP 0x${number.toString(16)}`,
        `Stop ${digits}`,
        `stop ${value.slice(5)} (0x0, 0x1)`,
      ]
    },
  },
  {
    name: 'event',
    pattern: /\bevent id:?[ \t]{1,8}(\d{1,5})\b(?!\.\d)/gi,
    value: ([, id]) => `event ${Number(id)}`,
    notations: (value) => [value, `Event ID: ${value.slice(6)}`, `Event ID ${value.slice(6)}`],
  },
  {
    name: 'compiler',
    pattern: /\b(C[1-4]\d{3}|LNK[1-4]\d{3})\b/g,
    value: ([, code]) => code!,
    notations: (value) => [value, value.toLowerCase(), `error ${value}`, `compiler ${value}`],
  },
  {
    name: 'sqlstate',
    pattern: /\bSQLSTATE[ =:]{1,3}'?([\dA-Z]{5})\b/g,
    value: ([, state]) => (/\d/.test(state!) ? state! : null),
    notations: (value) => [`SQLSTATE ${value}`, `SQLState: ${value}`, `sqlstate=${value.toLowerCase()}`],
  },
  small('run-time', 'vb', /\brun-?time error:? '?(\d{1,5})\b/gi),
  small('system error', 'win32', /\bsystem error (\d{1,5})\b/gi),
  small('ras', 'ras', /\bRAS error:? (\d{3})\b/gi),
]

/** Per kind, the articles of each value. All notations of 32 bits are one value. */
const found = new Map<string, Map<string, Set<string>>>()
const notationsOf = new Map<string, Kind['notations']>()
const notationCount = new Map<string, Set<string>>()
for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  if (!path.endsWith('.md')) continue
  const id = /Q\d+/.exec(path)?.[0]
  const text = readFileSync(join(folder, path), 'latin1')
  for (const kind of kinds) {
    for (const match of text.matchAll(kind.pattern)) {
      const value = kind.value(match)
      if (value === null || id === undefined) continue
      const group = kind.notations === wholeNotations ? 'whole' : kind.name
      const values = found.get(group) ?? new Map<string, Set<string>>()
      found.set(group, values.set(value, (values.get(value) ?? new Set()).add(id)))
      notationsOf.set(group, kind.notations)
      if (group === 'whole') {
        notationCount.set(value, (notationCount.get(value) ?? new Set()).add(kind.name))
      }
    }
  }
}

const knowledgeBase = await openKnowledgeBase(indexFolder)
const idsFor = async (asked: string): Promise<Set<string>> =>
  new Set((await knowledgeBase.explain(asked)).articles.map(({ id }) => id ?? ''))

const figures: Record<string, unknown> = {}
for (const [group, values] of found) {
  let asked = 0
  let same = 0
  let complete = 0
  for (const [value, scanned] of values) {
    const notations = notationsOf.get(group)!(value)
    const sets = await Promise.all(notations.map(idsFor))
    asked += notations.length
    const first = sets[0]!
    const different = notations.filter((_, i) => !areSame(sets[i]!, first))
    const missed = notations.flatMap((notation, i) => {
      const missing = [...scanned].filter((id) => !sets[i]!.has(id))
      return missing.length === 0 ? [] : [`${notation}: ${missing.slice(0, 3).join(' ')}`]
    })
    if (different.length === 0) same++
    else console.log(`${group} ${value}: found differently by ${different.join(', ')}`)
    if (missed.length === 0) complete++
    else console.log(`${group} ${value}: ${missed[0]} missed by ${missed.length} notations`)
  }
  figures[group] = { values: values.size, asked, same: same / values.size, complete: complete / values.size }
}
figures.wholeInSeveralNotations = [...notationCount.values()].filter(({ size }) => size > 1).length
report('codes-report', figures)

function areSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((id) => other.has(id))
}
