// Is an article found by the message in its title, where the article itself no longer has that title?
//
//     npx tsx scripts/title-messages.ts [--index DIR] [--count N] [--seed N]
//
// Takes 2,000 articles of .corpus/kb whose titles quote a message ("Err Msg: …", quoted text), chosen by a hash of their
// ids. In a copy of the archive these lose their titles, wherever they print them; whatever other articles print of them
// stays. Asks for each message as the whole report, alone and with the product and version of its article, and prints
// how often that article comes first, with 95 % intervals; writes the figures to scripts/results/title-messages.json.
// The index of the copy is built into the folder DIR, or a temporary one, and used again where it is there already.

import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Question } from '../src/answer.ts'
import { decode } from '../src/dialect/encoding.ts'
import { readArticle } from '../src/dialect/read-article.ts'
import { buildFolder } from '../src/node/build.ts'
import { openKnowledgeBase } from '../src/node.ts'
import { manifestName } from '../src/segment/format.ts'
import { halfInterval, mean } from './support/measures.ts'
import { report } from './support/results.ts'

const corpus = '.corpus/kb'
if (!existsSync(corpus)) {
  console.error(`${corpus} is not there. Nothing was measured.`)
  process.exit(0)
}
const { values: options } = parseArgs({
  options: {
    index: { type: 'string' },
    count: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
  },
})

interface Sample {
  readonly id: string
  /** Within the archive. */
  readonly path: string
  readonly message: string
  readonly hash: number
}

/** "Error Message When Printing" quotes none. */
const goesOn =
  /^(?:on|in|when|with|using|after|from|for|while|if|during|by|at|to|and|or|is|are|does|may|associated|occurs?|appears?|if|about|returned|because|due)\b/i

const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.md'),
)
const samples = files
  .flatMap(sampleOf)
  .sort((a, b) => a.hash - b.hash || (a.id < b.id ? -1 : 1))
  .slice(0, Number(options.count))

const temporary = options.index === undefined ? mkdtempSync(join(tmpdir(), 'kb-titles-')) : null
const folder = options.index ?? join(temporary!, 'index')
if (!existsSync(join(folder, manifestName))) await buildWithoutTitles(folder)
const knowledgeBase = await openKnowledgeBase(folder)

const alone: number[] = []
const withProduct: number[] = []
const inTen: number[] = []
let answered = 0
let answeredRight = 0
for (const { id, path, message } of samples) {
  const { products } = readArticle(decode(readFileSync(join(corpus, path))).text, { path })
  const [product] = products
  const answer = await knowledgeBase.query({ text: message })
  alone.push(Number(answer.hits[0]?.id === id))
  inTen.push(Number(answer.hits.some((hit) => hit.id === id)))
  answered += Number(answer.answered)
  answeredRight += Number(answer.answered && answer.hits[0]!.id === id)
  const known = product === undefined ? {} : { product: product.name, version: product.versions[0] ?? null }
  withProduct.push(Number((await firstOf({ text: message, ...known })) === id))
}
report('title-messages', {
  messages: samples.length,
  precisionAt1: mean(alone),
  precisionAt1Interval: halfInterval(alone),
  precisionAt1WithProduct: mean(withProduct),
  precisionAt1WithProductInterval: halfInterval(withProduct),
  recallAt10: mean(inTen),
  answered: answered / samples.length,
  precisionOfAnswered: answeredRight / Math.max(1, answered),
})
if (temporary !== null) rmSync(temporary, { recursive: true })

async function firstOf(question: Question): Promise<string | null> {
  return (await knowledgeBase.query(question)).hits[0]?.id ?? null
}

/** None where the title quotes no message of at least three words. */
function sampleOf(path: string): Sample[] {
  const head = readFileSync(join(corpus, path), 'utf8').slice(0, 600)
  const [, id, title] = /^title: "(Q\d+): (.+)"$/m.exec(head) ?? []
  if (id === undefined || title === undefined) return []
  const message = messageIn(decodeEntities(title.replaceAll('\\"', '"')))
  if (message === null || (message.match(/[a-z]{2,}/gi) ?? []).length < 3) return []
  return [{ id, path, message, hash: hashOf(`${options.seed} ${id}`) }]
}

function messageIn(title: string): string | null {
  if (!/\b(?:err|error|errmsg|msg|message|warning|stop|fails?|fatal)/i.test(title)) return null
  const marked = /\b(?:err(?:or)?[ .]*(?:msg|message)s?|errmsg|stop msg)\b\.?:?\s+(.+)$/i.exec(title)?.[1]
  const quoted = /["“]([^"“”]{8,})["”]/.exec(title)?.[1]
  const message = (quoted ?? marked ?? '').replace(/^["“]|["”.…]+$/g, '').trim()
  return message === '' || goesOn.test(message) ? null : message
}

function decodeEntities(text: string): string {
  return text
    .replace(/&#(\d{2,5});/g, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0
  return hash
}

async function buildWithoutTitles(into: string): Promise<void> {
  const copy = mkdtempSync(join(tmpdir(), 'kb-untitled-'))
  const untitled = new Set(samples.map(({ path }) => path))
  for (const path of files) {
    mkdirSync(dirname(join(copy, path)), { recursive: true })
    if (untitled.has(path)) writeFileSync(join(copy, path), withoutTitle(path))
    else link(join(corpus, path), join(copy, path))
  }
  await buildFolder([copy], into)
  rmSync(copy, { recursive: true })
}

/** A copy takes no room where it can be a link. */
function link(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch {
    copyFileSync(from, to)
  }
}

/** The title of the front matter, the heading, and the header's field. */
function withoutTitle(path: string): string {
  const text = decode(readFileSync(join(corpus, path)))
    .text.replace(/^title: .*\r?\n/m, '')
    .replace(/^## Q\d+: .*\r?\n/m, '')
    .replace(/^\s*TITLE\s*:.*\r?\n/im, '')
  const { id, title } = readArticle(text, { path })
  if (id === null || title !== null) throw new Error(`${path}: id ${id}, title ${title}`)
  return text
}
