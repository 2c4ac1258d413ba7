// Here is a text: which article does it hold?
//
//     text → the dialect that claims it most → its layout → everything that the sections say → Article
//
// One record per dialect in one table; the first one wins a tie.

import type {
  Article,
  Block,
  DialectName,
  Encoding,
  Issue,
  Item,
  PlatformVersion,
  Product,
  Quote,
  Resolution,
  Section,
  Span,
  SpannedField,
  Step,
  Table,
} from '../article/article.ts'
import { oneLine } from '../article/one-line.ts'
import { readProductLine } from '../article/product-line.ts'
import type { BodyBlock, BodyItem, BodyStep } from '../body/block.ts'
import { readCommands } from '../body/command.ts'
import { readFiles } from '../body/file-list.ts'
import { codeAt } from '../body/line.ts'
import { readMessages } from '../body/message.ts'
import { readOutcome } from '../body/outcome.ts'
import { packedMap } from '../body/packed-map.ts'
import type { Passage } from '../body/passage.ts'
import { readReferences } from '../body/reference.ts'
import { readRegistryPaths } from '../body/registry-path.ts'
import { passagesOf, readWaysOut, textOf, type WayOut } from '../body/resolution.ts'
import type { BodySection } from '../body/section.ts'
import type { BodyTable } from '../body/table.ts'
import { type PlacedText, placeTexts } from '../body/text.ts'
import { archivePage } from './archive-page.ts'
import { archiveWiki } from './archive-wiki.ts'
import { authoredMarkdown } from './authored-markdown.ts'
import type { Clue, Dialect } from './dialect.ts'
import { flattenedText } from './flattened-text.ts'
import { ftpHtmlMirror } from './ftp-html-mirror.ts'
import { html } from './html.ts'
import { kbMarkdown } from './kb-markdown.ts'
import { type Field, type Layout, type ProductLine, tile } from './layout.ts'
import { msdnCd1998 } from './msdn-cd-1998.ts'
import { msdnCd1999 } from './msdn-cd-1999.ts'
import { msdnCd2000 } from './msdn-cd-2000.ts'
import { programmersLibrary } from './programmers-library.ts'
import { rawText } from './raw-text.ts'
import { remembering } from './recurring.ts'
import { supportSite2010 } from './support-site-2010.ts'
import { unknown } from './unknown.ts'

const dialects: readonly Dialect[] = [
  programmersLibrary,
  kbMarkdown,
  rawText,
  authoredMarkdown,
  html,
  flattenedText,
  archivePage,
  msdnCd1998,
  msdnCd1999,
  msdnCd2000,
  ftpHtmlMirror,
  archiveWiki,
  supportSite2010,
  unknown,
]

export interface ReadOptions {
  readonly path?: string | null
  /** Size of the file; the UTF-8 size of the text where it came from no file. */
  readonly bytes?: number
  readonly encoding?: Encoding
  /** What reading the bytes found (`decode`). */
  readonly issues?: readonly Issue[]
}

/** A text with what is known of it. */
export interface GivenText extends ReadOptions {
  readonly text: string
}

/** Reads any text: never throws, an oddity is an issue of the record. Cost: linear in the text. */
export function readArticle(text: string, options: ReadOptions = {}): Article {
  return readArticles([{ ...options, text }])[0]!
}

/**
 * Reads several texts. A step is done for all of them before the next one begins: text by text, the patterns of one step push
 * those of the others out of the caches of the processor, and a build takes a tenth longer.
 */
export function readArticles(texts: readonly GivenText[]): Article[] {
  const dialects = packedMap(texts, ({ text }) => dialectOf(text))
  const layouts = texts.map(({ text }, i) => dialects[i]!.read(text))
  const bodies = bodiesOf(layouts)
  return texts.map((text, i) => articleOf(dialects[i]!.name, layouts[i]!, bodies[i]!, text))
}

/** The best one. Most texts are certain after one or two of the thirteen questions. */
function dialectOf(text: string): Dialect {
  const first = dialects.find((dialect) => scoreOf(dialect.clues(text)) >= certain)
  return first ?? rankDialects(text)[0]!.dialect
}

function scoreOf(clues: readonly Clue[]): number {
  let score = 0
  for (const clue of clues) score += clue.points
  return score
}

export interface RankedDialect {
  readonly dialect: Dialect
  readonly score: number
  readonly clues: readonly Clue[]
}

/** Dialects that are not believed under this score, and what is said at once to be one. */
const believable = 40
const certain = 100

/** All dialects that have something speaking for them, best first; the last one reads any text. */
export function rankDialects(text: string): RankedDialect[] {
  const ranked: RankedDialect[] = []
  for (const dialect of dialects) {
    const clues = dialect.clues(text)
    const score = scoreOf(clues)
    if (score >= believable) ranked.push({ dialect, score, clues })
  }
  if (ranked.length > 1) ranked.sort((a, b) => b.score - a.score)
  return ranked
}

/** What the sections of an article say. */
type Body = Pick<
  Article,
  | 'sections'
  | 'messages'
  | 'events'
  | 'references'
  | 'registryPaths'
  | 'commands'
  | 'files'
  | 'resolutions'
  | 'outcomeType'
  | 'outcomeSentence'
  | 'tables'
>

function bodiesOf(layouts: readonly Layout[]): Body[] {
  const rows = packedMap(layouts, ({ sections }) => placeTexts(sections))
  const found = packedMap(rows, readMessages)
  const ways = packedMap(layouts, ({ sections }) => readWaysOut(sections))
  const outcomes = layouts.map(({ sections }, i) => readOutcome(sections, ways[i]!))
  const references = layouts.map(({ fields }, i) => readReferences(rows[i]!, fields.id?.value ?? null))
  const registryPaths = packedMap(rows, readRegistryPaths)
  const commands = packedMap(rows, readCommands)
  const files = packedMap(rows, readFiles)
  const sections = packedMap(layouts, ({ sections }) => packedMap(sections, sectionOf))
  const resolutions = packedMap(ways, (all) => packedMap(all, resolutionOf))
  return rows.map((row, i) => ({
    sections: sections[i]!,
    messages: found[i]!.messages,
    events: found[i]!.events,
    references: references[i]!,
    registryPaths: registryPaths[i]!,
    commands: commands[i]!,
    files: files[i]!,
    resolutions: resolutions[i]!,
    outcomeType: outcomes[i]!.type,
    outcomeSentence: quoteOf(outcomes[i]!.sentence),
    tables: tablesIn(row),
  }))
}

function quoteOf(passage: Passage | null): Quote | null {
  return passage === null ? null : { text: passage.text, span: passage.span }
}

function tablesIn(row: readonly PlacedText[]): Table[] {
  const tables: Table[] = []
  for (const { table } of row) if (table !== null) tables.push(tableOf(table))
  return tables
}

function articleOf(name: DialectName, layout: Layout, body: Body, given: GivenText): Article {
  const { fields } = layout
  const id = fields.id?.value ?? null
  return {
    id,
    dialect: name,
    source: {
      path: given.path ?? null,
      bytes: given.bytes ?? utf8Length(given.text),
      encoding: given.encoding ?? 'utf-8',
    },
    title: fields.title?.value ?? null,
    lastModified: fields.lastModified?.value ?? null,
    products: packedMap(layout.products, productOf),
    versions: splitVersions(fields.versions?.value ?? ''),
    operatingSystems: splitColumns(fields.operatingSystems?.value),
    keywords: withoutOwnNumber(wordsOf(fields.keywords), id),
    technologies: wordsOf(fields.technologies),
    issueTypes: wordsOf(fields.issueTypes),
    solutionTypes: wordsOf(fields.solutionTypes),
    hardware: wordsOf(fields.hardware),
    components: wordsOf(fields.components),
    queryWords: wordsOf(fields.queryWords),
    sections: body.sections,
    messages: body.messages,
    events: body.events,
    references: body.references,
    registryPaths: body.registryPaths,
    commands: body.commands,
    files: body.files,
    resolutions: body.resolutions,
    outcomeType: body.outcomeType,
    outcomeSentence: body.outcomeSentence,
    tables: body.tables,
    spans: spansOf(fields),
    parts: tile(given.text, layout),
    frontMatter: layout.frontMatter,
    issues: [...(given.issues ?? none), ...layout.issues, ...missing(layout)],
  }
}

function spansOf(fields: Layout['fields']): Article['spans'] {
  const spans: Partial<Record<SpannedField, Span>> = {}
  for (const name in fields) {
    const field = fields[name as SpannedField]
    if (field !== undefined) spans[name as SpannedField] = field.span
  }
  return spans
}

function missing(layout: Layout): Issue[] {
  const issues: Issue[] = []
  const add = (code: Issue['code'], message: string): void => {
    if (!layout.issues.some((issue) => issue.code === code)) issues.push({ code, message, offset: 0 })
  }
  if (layout.fields.id === undefined) add('missing-id', 'The text does not say which article it is.')
  if (layout.fields.title === undefined) add('missing-title', 'The text has no title.')
  if (layout.sections.length === 0) add('missing-sections', 'The article has no text.')
  for (const { heading, text, span } of layout.sections) {
    if (text === '')
      issues.push({ code: 'empty-section', message: `Nothing stands under ${heading}.`, offset: span[0] })
  }
  return issues
}

function productOf({ passage, level }: ProductLine): Product {
  const { text, name, versions } = wordsOfProduct(passage.text)
  return { text, name, versions, level, span: passage.span }
}

const wordsOfProduct = remembering((printed) => {
  const text = oneLine(printed)
  return { text, ...readProductLine(text) }
})

const none: readonly Issue[] = []

function wordsOf(field: Field | undefined): readonly string[] {
  return field === undefined ? [] : (field.values ?? splitWords(field.value))
}

function splitWords(value: string): string[] {
  if (hasOddBlank(value)) return value.split(/[\s|]/).filter((word) => word !== '')
  const words: string[] = []
  for (let from = 0; from < value.length; ) {
    const blank = value.indexOf(' ', from)
    const to = blank === -1 ? value.length : blank
    if (to > from) words.push(value.slice(from, to))
    from = to + 1
  }
  return words
}

/** To search for one character after the other takes less time than to look at each of the text. */
function hasOddBlank(value: string): boolean {
  for (const blank of oddBlanks) if (value.includes(blank)) return true
  return false
}

const oddBlanks = ['|', '\t', '\n', '\r', '\u00a0']

/** Later renderings list the article itself among its keywords (`KB824584`). */
function withoutOwnNumber(keywords: readonly string[], id: string | null): readonly string[] {
  return keywords.some((word) => isOwnNumber(word, id))
    ? keywords.filter((word) => !isOwnNumber(word, id))
    : keywords
}

function isOwnNumber(word: string, id: string | null): boolean {
  const digit = codeAt(word, 2)
  if (digit < 48 || digit > 57 || !/^KB\d{5,7}$/i.test(word)) return false
  return id === null || word.slice(2) === id.slice(1)
}

function splitColumns(value: string | undefined): string[] {
  return value === undefined
    ? []
    : value
        .split('|')
        .map((part) => part.trim())
        .filter((part) => part !== '')
}

/**
 * `WINDOWS:97; winnt:4.0,4.0 SP5` by semicolons, colons and commas; the old `4.00 4.00b | 4.50` by bars and blanks. An
 * empty platform (`:5.5`) is none.
 */
const splitVersions = remembering((value): readonly PlatformVersion[] => {
  const versions: PlatformVersion[] = []
  for (const group of value.split(/[;|]/)) {
    const colon = group.indexOf(':')
    const platform = colon === -1 ? '' : group.slice(0, colon).trim()
    const list = group.slice(colon + 1)
    const blanks = !list.includes(',') && /^\s*\d\S*(?:\s+\d\S*)+\s*$/.test(list)
    for (const version of list.split(blanks ? /\s+/ : ',')) {
      const trimmed = version.trim()
      if (trimmed !== '') versions.push({ platform: platform === '' ? null : platform, version: trimmed })
    }
  }
  return versions
})

const utf8 = new TextEncoder()

/** To encode it takes less time than to look for the first character that takes more than one byte. */
function utf8Length(text: string): number {
  return utf8.encode(text).length
}

function sectionOf(section: BodySection): Section {
  const { kind, heading, text, span } = section
  return { kind, heading, text, span, blocks: packedMap(section.blocks, blockOf) }
}

function blockOf(block: BodyBlock): Block {
  switch (block.type) {
    case 'list': {
      const items = packedMap(block.items, itemOf)
      return { type: 'list', items, span: covering(items) }
    }
    case 'steps': {
      const items = packedMap(block.items, stepOf)
      return { type: 'steps', items, span: covering(items) }
    }
    case 'table':
      return tableOf(block)
    case 'note': {
      const { label, passage } = block
      return {
        type: 'note',
        label,
        text: passage.text,
        blocks: packedMap(block.blocks, blockOf),
        span: passage.span,
      }
    }
    default:
      return { type: block.type, text: block.passage.text, span: block.passage.span }
  }
}

function tableOf(table: BodyTable): Table {
  return { type: 'table', header: table.header, rows: table.rows, span: table.passage.span }
}

function itemOf(item: BodyItem): Item {
  const blocks = packedMap(item.blocks, blockOf)
  const span = item.passage.span
  return { text: item.passage.text, blocks, span: [span[0], Math.max(span[1], blocks.at(-1)?.span[1] ?? 0)] }
}

function stepOf(step: BodyStep): Step {
  const { text, blocks, span } = itemOf(step)
  return { number: step.number, text, blocks, span }
}

/** From the first to the last character of all of them, in whatever order they stand in the source. */
function covering(parts: readonly { readonly span: Span }[]): Span {
  if (parts.length === 0) return [0, 0]
  let [from, to] = parts[0]!.span
  for (const { span } of parts) {
    from = Math.min(from, span[0])
    to = Math.max(to, span[1])
  }
  return [from, to]
}

function resolutionOf(way: WayOut): Resolution {
  const { kind, when, blocks } = way
  const span = covering(passagesOf(blocks))
  return { kind, when, text: textOf(blocks), steps: packedMap(way.steps, stepOf), span }
}
