// Which rules follow from the articles, how much do they say, and where do they fire that should not?
//
//     npx tsx scripts/rules-report.ts [--articles N] [UNRELATED TEXT…]
//
// Prints how many articles give signatures, how much information these carry, how many are shared by several articles,
// what compiling them costs, and how often they fire on texts that have nothing to do with the articles (files or folders;
// default: the documents of the installed packages, and this machine's logs).

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { KbError } from '../src/errors.ts'
import { readArticles } from '../src/node.ts'
import { generalBackground } from '../src/rules/background.ts'
import { compileRules } from '../src/rules/compiler.ts'
import { deriveRule } from '../src/rules/derive.ts'
import { Matcher } from '../src/rules/matcher.ts'
import { readReport } from '../src/rules/report.ts'
import type { Rule } from '../src/rules/rule.ts'
import { decisiveBits, readSignature, sentenceBits } from '../src/rules/signature.ts'
import { report } from './support/results.ts'

const root = '.corpus/kb'
if (!existsSync(root)) {
  console.error(`${root} is not there: unpack the articles first. Nothing was measured.`)
  process.exit(0)
}
const options = process.argv.slice(2)
const limit = options[0] === '--articles' ? Number(options.splice(0, 2)[1]) : Number.POSITIVE_INFINITY
const unrelated =
  options.length > 0 ? options : ['node_modules', '/var/log'].filter((path) => existsSync(path))

const rules: Rule[] = []
let articles = 0
let deriving = 0
for await (const article of readArticles([root])) {
  if (article instanceof KbError) continue
  const start = performance.now()
  const rule = deriveRule(article)
  deriving += performance.now() - start
  if (rule !== null) rules.push(rule)
  if (++articles === limit) break
}

const signatures = new Map<string, Set<string>>()
const kinds = new Map<string, number>()
const slots = new Map<string, number>()
let messageArticles = 0
for (const { article, triggers } of rules) {
  let quotes = false
  for (const trigger of triggers) {
    kinds.set(trigger.type, (kinds.get(trigger.type) ?? 0) + 1)
    if (trigger.type !== 'message') continue
    quotes = true
    const owners = signatures.get(trigger.signature) ?? new Set()
    signatures.set(trigger.signature, owners.add(article))
  }
  if (quotes) messageArticles++
}
const bits: number[] = []
const words: number[] = []
let slotted = 0
let ambiguous = 0
for (const [text, owners] of signatures) {
  const sentences = readSignature(text)
  const parts = sentences.flat()
  bits.push(sentences.reduce((sum, sentence) => sum + sentenceBits(sentence, generalBackground), 0))
  words.push(parts.filter(({ type }) => type !== 'slot').length)
  const types = new Set(parts.flatMap((part) => (part.type === 'slot' ? [part.slot.type] : [])))
  for (const type of types) slots.set(type, (slots.get(type) ?? 0) + 1)
  if (types.size > 0) slotted++
  if (owners.size > 1) ambiguous++
}

let start = performance.now()
const set = compileRules(rules)
const compiling = performance.now() - start
start = performance.now()
const matcher = new Matcher(set)
const opening = performance.now() - start

let lines = 0
let bytes = 0
let fired = 0
let certain = 0
let matching = 0
const loudest = new Map<string, number>()
for (const path of unrelated.flatMap(textsIn)) {
  const text = readFileSync(path, 'utf8')
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    lines++
    bytes += line.length
    const lineReport = readReport(line.slice(0, 2000))
    start = performance.now()
    const numbers = [...matcher.matchSentences(lineReport).keys()]
    matching += performance.now() - start
    if (numbers.length > 0) fired++
    const sure = numbers.filter((number) => set.sentences[number]!.bits >= decisiveBits)
    if (sure.length > 0) certain++
    for (const number of sure) {
      const { text: sentence } = set.sentences[number]!
      loudest.set(sentence, (loudest.get(sentence) ?? 0) + 1)
    }
  }
}

report('rules-report', {
  articles,
  rules: rules.length,
  triggers: Object.fromEntries([...kinds].sort()),
  articlesWithSignatures: messageArticles,
  signatures: signatures.size,
  slotted,
  slots: Object.fromEntries([...slots].sort((a, b) => b[1] - a[1])),
  wordsByDecile: deciles(words),
  bitsByDecile: deciles(bits),
  decisive: bits.filter((value) => value >= decisiveBits).length,
  ambiguous,
  deriveSeconds: deriving / 1000,
  compileSeconds: compiling / 1000,
  openSeconds: opening / 1000,
  unrelatedLines: lines,
  unrelatedMegabytes: bytes / 1e6,
  linesFired: fired,
  linesFiredWithCertainty: certain,
  matchMegabytesPerSecond: bytes / 1000 / matching,
})
for (const [sentence, count] of [...loudest].sort((a, b) => b[1] - a[1]).slice(0, 15))
  console.log(`  ${count} × ${sentence}`)

/** From the least to the greatest, in eleven numbers. */
function deciles(values: number[]): string {
  values.sort((a, b) => a - b)
  const at = (i: number): number => values[Math.min(values.length - 1, Math.floor((i * values.length) / 10))]!
  return Array.from({ length: 11 }, (_, i) => Math.round(at(i) * 10) / 10).join(' ')
}

function textsIn(path: string): string[] {
  if (!existsSync(path)) throw new Error(`${path} is not there`)
  try {
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /(?:\.md|\.log|\.txt|README|CHANGELOG)$/i.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
  } catch {
    return [path]
  }
}
