// Is an article found by the message in its title, where the article itself no longer has that title?
//
//     npx tsx scripts/title-messages.ts [--index DIR] [--count N] [--seed N]
//
// Takes 2,000 articles of .corpus/kb whose titles quote a message ("Err Msg: …", quoted text) and whose bodies quote one,
// chosen by a hash of their ids. In a copy of the archive these lose their titles, wherever they print them; whatever
// other articles print of them stays. Asks for each message as the whole report, alone and with the product and version
// of its article, and prints how often that article comes first, with 95 % intervals; beside it plain BM25 over the
// messages that articles quote. Twins are those behind another that quotes the message word for word, too: where it
// stands first and applies to the product, nothing in the question tells them apart.
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
import { english } from '../src/analysis/analyzer.ts'
import type { Article } from '../src/article/article.ts'
import { compareProducts, readProduct } from '../src/article/product.ts'
import { Asking } from '../src/asking.ts'
import { decode } from '../src/dialect/encoding.ts'
import { readArticle } from '../src/dialect/read-article.ts'
import { buildFolder } from '../src/node/build.ts'
import { inflate, openFolder } from '../src/node/index-files.ts'
import { manifestName } from '../src/segment/format.ts'
import { openIndex } from '../src/segment/reader.ts'
import { articleOf, documentOf } from '../src/segment/stored.ts'
import { halfInterval, mean } from './support/measures.ts'
import { messageRanker } from './support/message-ranker.ts'
import { report } from './support/results.ts'
import { byChance, titleMessage } from './support/title-message.ts'

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
  readonly product: string | null
  readonly version: string | null
}

const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.md'),
)
const samples = takeSamples(Number(options.count))

const temporary = options.index === undefined ? mkdtempSync(join(tmpdir(), 'kb-titles-')) : null
const folder = options.index ?? join(temporary!, 'index')
if (!existsSync(join(folder, manifestName))) await buildWithoutTitles(folder)
const { read } = openFolder(folder)
const index = await openIndex({ read, inflate, analyzer: english.name })
const asking = new Asking(index)
const plain = await messageRanker(
  index,
  samples.map(({ message, product }) => ({ text: message, product })),
)

const figures: Record<string, unknown> = { messages: samples.length }
for (const withProduct of [false, true])
  figures[withProduct ? 'with product' : 'message alone'] = await ask(withProduct)
report('title-messages', figures)
if (temporary !== null) rmSync(temporary, { recursive: true })

async function ask(withProduct: boolean): Promise<Record<string, number>> {
  const first: number[] = []
  const inTen: number[] = []
  const twins: number[] = []
  const answers: number[] = []
  const plainly: number[] = []
  for (const sample of samples) {
    const { id, message: text, version } = sample
    const product = withProduct ? sample.product : null
    const known = product === null ? {} : { product, version }
    const { hits, answered } = await asking.query({ text, ...known })
    const isRight = hits[0]?.id === id
    first.push(Number(isRight))
    inTen.push(Number(hits.some((hit) => hit.id === id)))
    twins.push(Number(!isRight && hits[0] !== undefined && (await isTwin(hits[0].id, text, product))))
    if (answered) answers.push(Number(isRight))
    plainly.push(Number(plain(text, product) === (await documentOf(index, id))))
  }
  return {
    precisionAt1: mean(first),
    '±': halfInterval(first),
    recallAt10: mean(inTen),
    behindTwins: mean(twins),
    answered: answers.length / samples.length,
    precisionOfAnswered: mean(answers),
    plainPrecisionAt1: mean(plainly),
    'plain ±': halfInterval(plainly),
  }
}

/** Whether the article quotes the message, too, and applies to the product if there is one. */
async function isTwin(id: string, message: string, product: string | null): Promise<boolean> {
  const article = await articleOf(index, id)
  const quotes = article?.messages.some(({ text }) => bare(text).includes(bare(message))) === true
  const applies = (one: { readonly text: string }): boolean =>
    compareProducts(readProduct(product!), readProduct(one.text)) === 'agree'
  return quotes && (product === null || article!.products.some(applies))
}

function bare(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()} `
}

/** The first that have a message in their title, and one in their body. */
function takeSamples(count: number): Sample[] {
  const taken: Sample[] = []
  for (const { id, path, message } of byChance(files.flatMap(titled), options.seed)) {
    if (taken.length === count) break
    const { messages, products } = readFile(path)
    if (messages.length === 0) continue
    const [product] = products
    taken.push({
      id,
      path,
      message,
      product: product?.name ?? null,
      version: product?.versions[0] ?? null,
    })
  }
  return taken
}

function titled(path: string): Pick<Sample, 'id' | 'path' | 'message'>[] {
  const head = readFileSync(join(corpus, path), 'utf8').slice(0, 600)
  const [, id, title] = /^title: "(Q\d+): (.+)"$/m.exec(head) ?? []
  if (id === undefined || title === undefined) return []
  const message = titleMessage(decodeEntities(title.replaceAll('\\"', '"')))
  return message === null ? [] : [{ id, path, message }]
}

function readFile(path: string): Article {
  return readArticle(decode(readFileSync(join(corpus, path))).text, { path })
}

function decodeEntities(text: string): string {
  return text
    .replace(/&#(\d{2,5});/g, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
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
