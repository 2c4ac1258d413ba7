// What does the index keep of an article, to show it and to answer from it?
//
// A *display* is what a list of results shows; a *record* is the article without what is only of use beside its source
// text: blocks and parts, which can be told from the section texts again, and the parser's remarks. Both are JSON in
// which empty fields are left out.

import type { Article, OutcomeType, Section } from '../article/article.ts'
import { ByteReader, decodeText, encodeText } from './bytes.ts'

export interface Display {
  readonly id: string | null
  readonly path: string | null
  readonly title: string | null
  readonly products: readonly string[]
  readonly outcomeType: OutcomeType
  /** First lines; '' where the article has none. */
  readonly cause: string
  readonly fix: string
}

/** An article as an index gives it back. */
export type Record = Omit<Article, 'sections' | 'parts' | 'spans' | 'issues' | 'tables'> & {
  readonly sections: readonly Omit<Section, 'blocks'>[]
}

const firstLines = 160

export function encodeDisplay(article: Article): Uint8Array {
  const display = {
    id: article.id,
    ...(article.id === null && { path: article.source.path }),
    title: article.title,
    products: [...new Set(article.products.map((product) => product.name))],
    type: article.outcomeType,
    cause: beginning(article.sections.find((section) => section.kind === 'cause')?.text ?? ''),
    fix: beginning(article.resolutions[0]?.text ?? ''),
  }
  return encodeText(JSON.stringify(display))
}

export function decodeDisplay(item: Uint8Array, fail: (what: string) => Error): Display {
  const { id, path, title, products, type, cause, fix } = parse(item, fail)
  return { id, path: path ?? null, title, products, outcomeType: type, cause, fix } as Display
}

/** The first words, in one line, cut between words. */
function beginning(text: string): string {
  const line = text
    .slice(0, firstLines * 2)
    .replace(/\s+/g, ' ')
    .trim()
  if (line.length <= firstLines) return line
  const cut = line.lastIndexOf(' ', firstLines)
  return `${line.slice(0, cut > firstLines / 2 ? cut : firstLines)}…`
}

const emptyRecord = {
  id: null,
  title: null,
  lastModified: null,
  products: [],
  versions: [],
  operatingSystems: [],
  keywords: [],
  technologies: [],
  issueTypes: [],
  solutionTypes: [],
  hardware: [],
  components: [],
  queryWords: [],
  sections: [],
  messages: [],
  events: [],
  references: [],
  registryPaths: [],
  commands: [],
  files: [],
  resolutions: [],
  outcomeSentence: null,
  frontMatter: null,
} as const satisfies Partial<Record>

export function encodeRecord(article: Article): Uint8Array {
  const { parts: _parts, spans: _spans, issues: _issues, tables: _tables, sections, ...rest } = article
  const record: Record = { ...rest, sections: sections.map(({ blocks: _blocks, ...section }) => section) }
  const kept = Object.entries(record).filter(
    ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
  )
  return encodeText(JSON.stringify(Object.fromEntries(kept)))
}

export function decodeRecord(item: Uint8Array, fail: (what: string) => Error): Record {
  return { ...emptyRecord, ...parse(item, fail) } as unknown as Record
}

/** An index is untrusted, but nothing here follows a name or a length in it: a wrong field is only shown wrong. */
function parse(item: Uint8Array, fail: (what: string) => Error): { [key: string]: unknown } {
  try {
    const value: unknown = JSON.parse(decodeText(new ByteReader(item, fail).raw(item.length)))
    if (typeof value === 'object' && value !== null) return value as { [key: string]: unknown }
  } catch {
    // Said below, for both cases.
  }
  throw fail('has a document that is no JSON object')
}
