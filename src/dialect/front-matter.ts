// What does the block between the first two fences say, and is it safe to read?
//
//     ---              exactly this, blanks behind it allowed; `---js` and the like name a language, which gray-matter
//     kb: Qnnnnnn      would run, so they are never read
//     title: ...
//     ---
//
// Three locks, for front matter comes from strangers: the outline refuses what is not plain data before any YAML parser
// runs; gray-matter gets a text of our own making, every engine but YAML throws, and YAML is read with the failsafe
// schema; and the values are copied along the outline, so that nothing reaches a record that the outline has not seen.
// `matter.stringify` and `matter.read` are never called: both look for fences again.

import matter from 'gray-matter'
import yaml from 'js-yaml'
import type { FrontMatter, FrontMatterValue, Issue, Span } from '../article/article.ts'
import { lineAfter, outlineYaml, type YamlEntry, type YamlMapping, type YamlNode } from './yaml-outline.ts'

export interface FrontMatterBlock {
  /** `null` where there is none, or none that may be read. */
  readonly data: FrontMatter | null
  /** From the text's start to past the closing fence's line; `null` where the text does not open with a block. */
  readonly span: Span | null
  /** `null` where `data` is. */
  readonly outline: YamlMapping | null
  /** At most one `bad-front-matter`, where reading ended. */
  readonly issues: readonly Issue[]
}

/** Never throws and never runs anything, whatever the text. Cost: one pass over the block. */
export function readFrontMatter(text: string): FrontMatterBlock {
  const fence = findFences(text)
  if (fence === null) return { data: null, span: null, outline: null, issues: [] }
  const refuse = (message: string, offset: number): FrontMatterBlock => ({
    data: null,
    span: fence.span,
    outline: null,
    issues: [{ code: 'bad-front-matter', message: `The front matter is not read: ${message}.`, offset }],
  })
  if (fence.language !== '') return refuse(`only --- may open it, not ---${fence.language}`, fence.start)
  if (fence.span === null) return refuse('no line with --- closes it', fence.start)
  const [from, to] = fence.yaml
  const outline = outlineYaml(text, from, to)
  if ('message' in outline) return refuse(outline.message, outline.offset)
  try {
    const data = copy(outline, parse(text.slice(from, to))) as FrontMatter
    return { data, span: fence.span, outline, issues: [] }
  } catch (error) {
    if (error instanceof Disagreement) return refuse(error.message, error.offset)
    const { reason, mark } = error as Partial<yaml.YAMLException>
    // The parser's text begins with the line end of the opening fence.
    return refuse(reason ?? String(error), Math.min(to, from + Math.max(0, (mark?.position ?? 1) - 1)))
  }
}

/**
 * Where in the text a key or a list item stands: `locate(block, ['rules', 0, 'when'])`. For a path that leads nowhere the
 * last place on it that exists.
 */
export function locate(block: FrontMatterBlock, path: readonly (string | number)[]): number {
  let offset = block.outline?.span[0] ?? block.span?.[0] ?? 0
  let node: YamlNode | undefined = block.outline ?? undefined
  for (const step of path) {
    if (node?.kind === 'mapping') {
      const entry: YamlEntry | undefined = node.entries.find(({ key }) => key === step)
      offset = entry?.span[0] ?? offset
      node = entry?.value
    } else if (node?.kind === 'sequence') {
      node = node.items[Number(step)]
      offset = node?.span[0] ?? offset
    } else break
  }
  return offset
}

interface Fences {
  /** Past a byte-order mark. */
  readonly start: number
  readonly language: string
  readonly span: Span | null
  readonly yaml: Span
}

/** A thematic break (`----`, `--- text`) is no fence. */
function findFences(text: string): Fences | null {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0
  if (!text.startsWith('---', start)) return null
  const from = lineAfter(text, start)
  const language = text.slice(start + 3, from).trim()
  if (language !== '' && !/^[a-z][\w+.#-]*$/i.test(language)) return null
  const close = closingFence(text, from)
  return {
    start,
    language,
    span: close < 0 ? null : [0, lineAfter(text, close)],
    yaml: [from, close < 0 ? text.length : close],
  }
}

function closingFence(text: string, from: number): number {
  for (let at = text.indexOf('---', from); at >= 0; at = text.indexOf('---', at + 3)) {
    const opensLine = at === from || text[at - 1] === '\n' || text[at - 1] === '\r'
    if (opensLine && text.slice(at + 3, lineAfter(text, at)).trim() === '') return at
  }
  return -1
}

function refuseLanguage(): never {
  throw new Error('only YAML is read')
}

/** All names by which gray-matter knows its engines; some of them evaluate what they are given. */
const refused = { parse: refuseLanguage }
const engines = {
  yaml: (block: string): object => yaml.load(block, { schema: yaml.FAILSAFE_SCHEMA }) as object,
  js: refused,
  javascript: refused,
  json: refused,
  coffee: refused,
  coffeescript: refused,
  cson: refused,
  toml: refused,
}

/** Options are always given: without them gray-matter answers a text it has failed on with `{}` the second time. */
function parse(block: string): unknown {
  return matter(`---\n${block}\n---\n`, { language: 'yaml', engines }).data
}

/** The value in the shape of its outline, with objects that have no prototype. The outline is small, so this is too. */
function copy(node: YamlNode, value: unknown): FrontMatterValue {
  if (node.kind === 'scalar' && (typeof value === 'string' || value === null)) return value ?? ''
  if (node.kind === 'sequence' && Array.isArray(value) && value.length === node.items.length) {
    return node.items.map((item, i) => copy(item, value[i]))
  }
  if (node.kind === 'mapping' && isRecord(value) && Object.keys(value).length === node.entries.length) {
    const record: Record<string, FrontMatterValue> = Object.create(null)
    for (const { key, value: inner } of node.entries) {
      if (!Object.hasOwn(value, key)) throw new Disagreement(node.span[0])
      record[key] = copy(inner, value[key])
    }
    return record
  }
  throw new Disagreement(node.span[0])
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The outline and the parser read the block differently: better none than a wrong one. */
class Disagreement extends Error {
  readonly offset: number

  constructor(offset: number) {
    super('it can be read in two ways; quote its values')
    this.offset = offset
  }
}
