// What does the index keep of an article, to show it and to answer from it?
//
// A *record* is the article without what is only of use beside its source text: spans, blocks and parts, which can be
// told from the section texts again, and the parser's remarks. It is stored as `shape.ts` says.

import type { Article } from '../article/article.ts'
import { decodeShaped, encodeShaped, type Shape } from '../shape.ts'
import { ByteReader, type ByteWriter, parseJson } from './bytes.ts'

/** An article as an index gives it back. */
export type Record = Told<Omit<Article, 'parts' | 'issues' | 'tables' | 'outcomeSentence'>> & {
  /** The sentence `outcomeType` was read from; `null` where it follows from the absence of any. */
  readonly outcomeSentence: string | null
}

/** Without the members that lead into the source text. */
type Told<T> = T extends readonly (infer Item)[]
  ? readonly Told<Item>[]
  : T extends object
    ? {
        readonly [Member in keyof T as Member extends 'span' | 'spans' | 'blocks' ? never : Member]: Told<
          T[Member]
        >
      }
    : T

/** The order is part of the format. */
const shape: { readonly [Member in keyof Record]: Shape } = {
  id: 'text?',
  dialect: 'text',
  source: { path: 'text?', bytes: 'number', encoding: 'text' },
  title: 'text?',
  lastModified: 'text?',
  products: [{ text: 'text', name: 'text', versions: 'texts', level: 'number' }],
  versions: [{ platform: 'text?', version: 'text' }],
  operatingSystems: 'texts',
  keywords: 'texts',
  technologies: 'texts',
  issueTypes: 'texts',
  solutionTypes: 'texts',
  hardware: 'texts',
  components: 'texts',
  queryWords: 'texts',
  sections: [{ kind: 'text', heading: 'text?', text: 'text' }],
  messages: [{ text: 'text', form: 'text', section: 'number' }],
  events: [{ id: 'number?', source: 'text?', type: 'text?', category: 'text?', description: 'text?' }],
  references: [{ id: 'text', title: 'text?' }],
  registryPaths: [{ text: 'text' }],
  commands: [{ text: 'text' }],
  files: [
    { name: 'text', date: 'text?', time: 'text?', version: 'text?', size: 'number?', platform: 'text?' },
  ],
  resolutions: [{ kind: 'text', when: 'text?', text: 'text', steps: [{ number: 'text', text: 'text' }] }],
  outcomeType: 'text',
  outcomeSentence: 'text?',
  frontMatter: 'json',
}

/** `further`: what else is kept beside the record, of no concern here. */
export function encodeRecord(article: Article, further: string, into: ByteWriter): void {
  into.text(encodeShaped({ ...article, outcomeSentence: article.outcomeSentence?.text ?? null }, shape))
  into.utf8(further)
}

export interface StoredRecord {
  readonly record: Record
  readonly further: Uint8Array
}

/** The title of the record, which alone is told of most articles, without the work of reading the rest. */
export function decodeTitle(
  item: Uint8Array,
  fail: (what: string) => Error,
): { readonly title: string | null; readonly further: Uint8Array } {
  const reader = new ByteReader(item, fail)
  const members = parseJson(reader.raw(reader.bounded(reader.left)))
  const title: unknown = Array.isArray(members) ? members[titlePlace] : undefined
  if (title !== null && typeof title !== 'string') throw fail('has a document without a title')
  return { title, further: reader.raw(reader.left) }
}

const titlePlace = Object.keys(shape).indexOf('title')

export function decodeRecord(item: Uint8Array, fail: (what: string) => Error): StoredRecord {
  const reader = new ByteReader(item, fail)
  const record = decodeShaped(reader.raw(reader.bounded(reader.left)), shape, fail) as Record
  return { record, further: reader.raw(reader.left) }
}
