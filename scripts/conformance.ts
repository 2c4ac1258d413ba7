// Do all real articles give a sound record, and the same one from both of their forms?
//
//     npx tsx scripts/conformance.ts [ARCHIVE]       ARCHIVE (default .corpus) holds kb/ and txt/
//
// Every file: read without a throw, record valid against its schema, parts tile the text, share of each role. Every article
// that is there in both forms: id, title, date, products, keywords, section kinds and texts, references, messages, numbers
// of steps and tables. Exits with 1 if a file fails or more differ than their characters explain. Ends with a line
// `N passed, N failed`; without the archive it says that it is skipped.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { Article, PartRole } from '../src/article/article.ts'
import schema from '../src/article/record.schema.json' with { type: 'json' }
import { decode } from '../src/dialect/encoding.ts'
import { readArticle } from '../src/dialect/read-article.ts'
import { report } from './support/results.ts'

const archive = process.argv[2] ?? '.corpus'
if (!existsSync(`${archive}/kb`)) {
  console.log(`${archive}/kb is not there: unpack the articles first. Nothing was checked.`)
  console.log('0 passed, 0 failed, 1 skipped')
  process.exit(0)
}

const valid = new Ajv2020({ allErrors: false, allowUnionTypes: true }).compile(schema)
const roles = new Map<PartRole, number>()
const dialects = new Map<string, number>()
const failures: string[] = []
let files = 0

function checked(path: string): Article | null {
  files++
  try {
    const bytes = readFileSync(path)
    const { text, encoding, issues } = decode(bytes)
    const article = readArticle(text, { path, bytes: bytes.length, encoding, issues })
    dialects.set(article.dialect, (dialects.get(article.dialect) ?? 0) + 1)
    if (!valid({ schema: 'kb/record/1', ...article })) {
      const [error] = valid.errors ?? []
      failures.push(`${path}: ${error?.instancePath} ${error?.message}`)
    }
    countRoles(path, text, article)
    return article
  } catch (error) {
    failures.push(`${path}: ${String(error)}`)
    return null
  }
}

function countRoles(path: string, text: string, article: Article): void {
  let at = 0
  for (const { role, span } of article.parts) {
    if (span[0] !== at) failures.push(`${path}: a part begins at ${span[0]}, the one before ends at ${at}`)
    at = span[1]
    roles.set(role, (roles.get(role) ?? 0) + visible(text, span[0], span[1]))
  }
  if (at !== text.length) failures.push(`${path}: the parts end at ${at} of ${text.length}`)
}

function visible(text: string, from: number, to: number): number {
  let count = 0
  for (let i = from; i < to; i++) if (text.charCodeAt(i) > 32) count++
  return count
}

const quotes = (text: string): string => text.replace(/[\u2018\u2019]/g, "'").replace(/[\u201c\u201d]/g, '"')
const folded = (text: string): string => text.replace(/[\s\u00a0]+/g, ' ').trim()

/** What must be the same in both forms. */
const compared: Readonly<Record<string, (article: Article) => unknown>> = {
  id: ({ id }) => id,
  title: ({ title }) => quotes(title ?? ''),
  lastModified: ({ lastModified }) => lastModified,
  products: ({ products }) => products.map(({ text }) => text),
  keywords: ({ keywords }) => keywords,
  sectionKinds: ({ sections }) => sections.map(({ kind }) => kind),
  sectionTexts: ({ sections }) => sections.map(({ text }) => folded(text)),
  references: ({ references }) => references.map(({ id }) => id),
  messages: ({ messages }) => messages.map(({ text }) => folded(text)),
  steps: ({ resolutions }) => resolutions.map(({ steps }) => steps.length),
  tables: ({ tables }) => tables.length,
}

interface Difference {
  readonly id: string
  readonly fields: readonly string[]
  readonly cause: 'characters' | 'unexplained'
}

const differences: Difference[] = []
let pairs = 0

function compare(page: Article, raw: Article, text: string): void {
  pairs++
  const fields = Object.keys(compared).filter(
    (field) => JSON.stringify(compared[field]!(page)) !== JSON.stringify(compared[field]!(raw)),
  )
  if (fields.length === 0) return
  // The Markdown form has no byte over 7F and no control character: it prints them as `<A0>`.
  const cause = /[^\t\n\r\x20-\x7e]/.test(text) ? 'characters' : 'unexplained'
  differences.push({ id: page.id ?? '', fields, cause })
}

const raws = new Set(
  existsSync(`${archive}/txt`)
    ? readdirSync(`${archive}/txt`).flatMap((folder) =>
        readdirSync(`${archive}/txt/${folder}`).map((name) => `${archive}/txt/${folder}/${name}`),
      )
    : [],
)
for (const folder of readdirSync(`${archive}/kb`).sort()) {
  for (const id of readdirSync(`${archive}/kb/${folder}`).sort()) {
    const page = checked(`${archive}/kb/${folder}/${id}/README.md`)
    const path = `${archive}/txt/${folder}/${id}.TXT`
    if (!raws.delete(path)) continue
    const raw = checked(path)
    if (page !== null && raw !== null) compare(page, raw, decode(readFileSync(path)).text)
  }
}
for (const path of raws) checked(path)

const total = [...roles.values()].reduce((sum, count) => sum + count, 0)
const shares = Object.fromEntries([...roles].sort().map(([role, count]) => [role, count / total]))
const unexplained = differences.filter(({ cause }) => cause === 'unexplained')
report('conformance', {
  files,
  dialects: Object.fromEntries([...dialects].sort()),
  failures: failures.length,
  firstFailures: failures.slice(0, 20),
  shareOfVisibleCharacters: shares,
  pairs,
  pairsEqual: pairs - differences.length,
  differByCharacters: differences.length - unexplained.length,
  unexplained: unexplained.length,
  differences: differences.map(({ id, fields, cause }) => `${id} ${cause}: ${fields.join(', ')}`),
})
const unknown = shares['unknown'] ?? 0
const failed = failures.length + unexplained.length + (unknown > 0.005 ? 1 : 0)
console.log(`${files - failures.length + pairs - differences.length} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
