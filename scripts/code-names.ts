// What are error codes called, and what does the system say of them?
//
//     npx tsx scripts/code-names.ts HEADERS [.corpus/kb]
//
// Writes src/codes/names.ts (names and values) and src/codes/system-texts.ts (short texts by name). HEADERS is the
// include folder of mingw-w64, whose winerror.h and its neighbours are in the public domain; the texts are those of the
// tables of codes that the archive prints. Texts of nine words and more are left out: the names say as much.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const [headers, archive = '.corpus/kb'] = process.argv.slice(2)
if (headers === undefined) {
  console.error('usage: npx tsx scripts/code-names.ts HEADERS [.corpus/kb]')
  process.exit(2)
}

/** Header → what `NAME (BASE + n)` counts from. */
const files: readonly string[] = [
  'winerror.h',
  'ntstatus.h',
  'lmerr.h',
  'raserror.h',
  'wininet.h',
  'mapicode.h',
  'oledberr.h',
  'bugcodes.h',
]
const bases: Readonly<Record<string, number>> = {
  RASBASE: 600,
  NERR_BASE: 2100,
  WSABASEERR: 10_000,
  INTERNET_ERROR_BASE: 12_000,
}
const number = String.raw`(0x[\da-f]+|-?\d+)L?`
const forms: readonly (readonly [pattern: RegExp, value: (found: readonly string[]) => number])[] = [
  [
    new RegExp(`^\\(?(?:\\(\\w+\\)|__MSABI_LONG|_HRESULT_TYPEDEF_)?\\(?${number}\\)*$`, 'i'),
    ([, n]) => Number(n),
  ],
  [new RegExp(`^\\((\\w+) ?\\+ ?${number}\\)$`, 'i'), ([, base, n]) => bases[base!]! + Number(n)],
  [new RegExp(`^MAKE_MAPI_[ES]\\(${number}\\)$`, 'i'), ([, n]) => 0x8004_0000 + Number(n)],
]
/** What else the headers define. */
const noName =
  /^(?:FACILITY|SEVERITY|APPLICATION_ERROR|MAX|WSABASE|INTERNET_ERROR_BASE|ERROR_SEVERITY|_)|_(?:BASE|MASK|LAST|FIRST)$/
/** Families by the header and the value; `null` for what came long after the archive, and for what is no error. */
function familyOf(file: string, name: string, value: number): string | null {
  if (file === 'bugcodes.h') return value > 0 && (value <= 0xff || value >>> 28 === 0xc) ? 'stop' : null
  if (file === 'raserror.h') return value > 600 && value < 800 ? 'ras' : null
  if (file === 'wininet.h') return name.startsWith('ERROR_') ? 'win32' : null
  if (file === 'ntstatus.h') return value >>> 30 === 3 && ((value >>> 16) & 0xfff) <= 0x15 ? 'ntstatus' : null
  if (value >>> 31 === 1) return ((value >>> 16) & 0x7ff) <= 17 ? 'hresult' : null
  return value > 0 && value <= 15_999 ? 'win32' : null
}

const families = new Map<string, Map<number, string[]>>()
const values = new Map<string, readonly [family: string, value: number]>()
for (const file of files) {
  for (const [, name, printed] of readFileSync(join(headers, file), 'utf8').matchAll(
    /^#define ([A-Z]\w+)[ \t]+(\S.*?)[ \t]*(?:\/\*.*)?$/gim,
  )) {
    if (noName.test(name!) || values.has(name!)) continue
    const known = values.get(printed!)
    const form = forms.find(([pattern]) => pattern.test(printed!))
    const value = known?.[1] ?? form?.[1](form[0].exec(printed!)!)
    if (value === undefined || Number.isNaN(value)) continue
    const family = known?.[0] ?? familyOf(file, name!, value >>> 0)
    if (family === null) continue
    values.set(name!, [family, value >>> 0])
    const names = families.get(family) ?? new Map<number, string[]>()
    names.set(value >>> 0, [...(names.get(value >>> 0) ?? []), name!])
    families.set(family, names)
  }
}

const texts = new Map<string, string>()
for (const article of ['155/Q155011', '155/Q155012']) {
  const row = /^\t(\d+)L?[ \t]+([A-Z][A-Z_\d]+)[ \t]+(\S.*(?:\n\t {30,}\S.*)*)/gm
  for (const [, , name, text] of readArchive(article).matchAll(row)) keepText(name!, text!)
}
const rasNames = families.get('ras')!
for (const [, value, text] of readArchive('163/Q163111').matchAll(
  /^\t {2}(\d{3}) +(\S.*(?:\n\t {8,}\S.*)*)/gm,
)) {
  keepText(rasNames.get(Number(value))?.[0] ?? `ras:${value}`, text!)
}

function readArchive(article: string): string {
  return readFileSync(join(archive, article, 'README.md'), 'utf8')
}

function keepText(name: string, printed: string): void {
  const text = printed.replace(/\s+/g, ' ').trim()
  if ((text.match(/\w+/g) ?? []).length < 9 && !texts.has(name)) texts.set(name, text)
}

/** Sixty rows a line, in order of the names. */
function lines(rows: readonly string[]): string {
  const sorted = [...rows].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
  const byLine = Array.from({ length: Math.ceil(rows.length / 60) }, (_, i) =>
    sorted.slice(i * 60, i * 60 + 60),
  )
  return byLine.map((rows) => `      ${quoted(rows.join('|'))},`).join('\n')
}

function nameOf(row: string): string {
  return row.slice(row.indexOf(' ') + 1)
}

function quoted(text: string): string {
  return text.includes("'") && !text.includes('"') ? `"${text}"` : `'${text.replaceAll("'", "\\'")}'`
}

const tables = [...families]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([family, names]) => {
    const radix = family === 'win32' || family === 'ras' ? 10 : 16
    const rows = [...names].map(([value, names]) => [value.toString(radix).toUpperCase(), ...names].join(' '))
    return `  {\n    family: '${family}',\n    radix: ${radix},\n    source: 'headers of mingw-w64',\n    lines: [\n${lines(rows)}\n    ],\n  },`
  })
writeFileSync(
  new URL('../src/codes/names.ts', import.meta.url),
  `// What are error codes called in programs? Written by scripts/code-names.ts from the headers of mingw-w64.

export interface NameTable {
  readonly family: 'hresult' | 'ntstatus' | 'ras' | 'stop' | 'win32'
  /** Of the values. */
  readonly radix: 10 | 16
  readonly source: string
  /** Rows with a bar between them: the value and its names, those of the system first. */
  readonly lines: readonly string[]
}

export const nameTables: readonly NameTable[] = [
${tables.join('\n')}
]
`,
)

const textLines: string[][] = [[]]
for (const row of Array.from(texts, ([name, text]) => `${text}=${name}`).sort()) {
  if (textLines.at(-1)!.length === 40) textLines.push([])
  textLines.at(-1)!.push(row)
}
writeFileSync(
  new URL('../src/codes/system-texts.ts', import.meta.url),
  `// What does the system say where it meets an error? Written by scripts/code-names.ts.

export interface TextTable {
  readonly source: string
  /** Rows with a bar between them: the text, an equals sign, and the name or the key of the code. */
  readonly lines: readonly string[]
}

export const systemTexts: TextTable = {
  source: 'tables of codes in the public archive of knowledge-base articles',
  lines: [
${textLines.map((rows) => `    ${quoted(rows.join('|'))},`).join('\n')}
  ],
}
`,
)
console.log(
  [...families].map(([family, names]) => `${family} ${names.size}`).join(', '),
  `texts ${texts.size}`,
)
