// What is an article?
//
// The record that every dialect is read into. It is plain JSON: `kb parse` prints it as it stands.

/** Half-open range of UTF-16 code units in the decoded source text, before any change of line ends, entities or blanks. */
export type Span = readonly [from: number, to: number]

export type DialectName =
  | 'authored-markdown'
  | 'kb-markdown'
  | 'raw-text'
  | 'programmers-library'
  | 'archive-page'
  | 'flattened-text'
  | 'msdn-cd-1998'
  | 'msdn-cd-1999'
  | 'msdn-cd-2000'
  | 'ftp-html-mirror'
  | 'archive-wiki'
  | 'support-site-2010'
  | 'html'
  | 'unknown'

export interface Article {
  /** `Q` and digits; for authored articles whatever their front matter calls them; `null` where the text states none. */
  readonly id: string | null
  readonly dialect: DialectName
  readonly source: Source
  /** Without the id, entities decoded, otherwise as printed (the archive cuts titles at 64 characters). */
  readonly title: string | null
  /** ISO date `YYYY-MM-DD`. */
  readonly lastModified: string | null
  /** The "applies to" list, one entry per printed line, in order. */
  readonly products: readonly Product[]
  /** The version field: footer first, for the header's is cut at 87 characters. */
  readonly versions: readonly PlatformVersion[]
  /** The operating-system field; filled in few articles. */
  readonly operatingSystems: readonly string[]
  /** Footer first (header fields are cut), then header, then `KBCategory`. */
  readonly keywords: readonly string[]
  readonly technologies: readonly string[]
  readonly issueTypes: readonly string[]
  readonly solutionTypes: readonly string[]
  readonly hardware: readonly string[]
  readonly components: readonly string[]
  readonly queryWords: readonly string[]
  /** In printed order; headings may repeat and come in any order. */
  readonly sections: readonly Section[]
  /** Every machine message the article says the user receives, in order of first mention, each once. */
  readonly messages: readonly Message[]
  /** Logged events, read into their fields. Their whole text is among `messages` too. */
  readonly events: readonly EventEntry[]
  /** Other articles cited, in order of first mention, without the article itself. */
  readonly references: readonly Reference[]
  /** Things to type or to look for, marked as such wherever they stand. */
  readonly registryPaths: readonly Quote[]
  readonly commands: readonly Quote[]
  /** File attribute lists ("the English version of this fix ..."), as typed rows. */
  readonly files: readonly FileRow[]
  /** Each way out, with the condition under which it is meant. */
  readonly resolutions: readonly Resolution[]
  readonly outcomeType: OutcomeType
  /** The sentence `outcomeType` was read from; `null` where it follows from the absence of any. */
  readonly outcomeSentence: Quote | null
  /** Every real table, in order. */
  readonly tables: readonly Table[]
  /** Where the scalar and list fields above were read; a field that is absent has no entry. */
  readonly spans: Readonly<Partial<Record<SpannedField, Span>>>
  /** Tiles the text: every code unit lies in exactly one part, in order. */
  readonly parts: readonly Part[]
  /** Authored articles only: what their front matter says, rules included. */
  readonly frontMatter: FrontMatter | null
  readonly issues: readonly Issue[]
}

/** Every scalar is the string that was written (`1.10` stays `1.10`). Objects have no prototype. */
export type FrontMatter = { readonly [key: string]: FrontMatterValue }
export type FrontMatterValue = string | readonly FrontMatterValue[] | FrontMatter

export type SpannedField =
  | 'id'
  | 'title'
  | 'lastModified'
  | 'versions'
  | 'operatingSystems'
  | 'keywords'
  | 'technologies'
  | 'issueTypes'
  | 'solutionTypes'
  | 'hardware'
  | 'components'
  | 'queryWords'

export interface Source {
  /** As given by the caller; `null` for text that came from no file. */
  readonly path: string | null
  readonly bytes: number
  readonly encoding: Encoding
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | DeclaredEncoding

/** Read only where a page declares them; names of the Encoding Standard. */
export type DeclaredEncoding =
  | 'big5'
  | 'euc-jp'
  | 'euc-kr'
  | 'gb18030'
  | 'gbk'
  | 'ibm866'
  | 'iso-8859-2'
  | 'iso-8859-5'
  | 'iso-8859-7'
  | 'iso-8859-15'
  | 'koi8-r'
  | 'koi8-u'
  | 'shift_jis'
  | 'windows-874'
  | 'windows-1250'
  | 'windows-1251'
  | 'windows-1253'
  | 'windows-1254'
  | 'windows-1255'
  | 'windows-1256'
  | 'windows-1257'
  | 'windows-1258'

export interface Product {
  /** The printed line, blanks collapsed, bullet removed. */
  readonly text: string
  /** The part before the versions. */
  readonly name: string
  readonly versions: readonly string[]
  /** 1 for a top-level line; deeper lines qualify the one above them ("used with:"). */
  readonly level: number
  readonly span: Span
}

/** `winnt:4.0 SP5` is `{ platform: 'winnt', version: '4.0 SP5' }`; a bare version has no platform. */
export interface PlatformVersion {
  readonly platform: string | null
  readonly version: string
}

export type SectionKind =
  | 'symptoms'
  | 'cause'
  | 'resolution'
  | 'workaround'
  | 'status'
  | 'more-information'
  | 'summary'
  | 'references'
  | 'question'
  | 'response'
  | 'other'

export interface Section {
  readonly kind: SectionKind
  /** As printed; `null` for text before the first heading. */
  readonly heading: string | null
  /** The body without its own heading and rule; sub-headings, list numbers, table rows and code are kept. */
  readonly text: string
  /** Includes the heading and its rule. */
  readonly span: Span
  readonly blocks: readonly Block[]
}

export type Block = Paragraph | Preformatted | Subheading | List | Steps | Table | Note

/** Wrapped lines are joined with one blank. */
export interface Paragraph {
  readonly type: 'paragraph'
  readonly text: string
  readonly span: Span
}

/** Code, messages, logs: line breaks and inner blanks are kept. */
export interface Preformatted {
  readonly type: 'preformatted'
  readonly text: string
  readonly span: Span
}

/** A heading inside a section ("Method 1", "Steps to Reproduce Behavior"). */
export interface Subheading {
  readonly type: 'subheading'
  readonly text: string
  readonly span: Span
}

export interface List {
  readonly type: 'list'
  readonly items: readonly Item[]
  readonly span: Span
}

export interface Steps {
  readonly type: 'steps'
  readonly items: readonly Step[]
  readonly span: Span
}

export interface Item {
  readonly text: string
  /** What stands inside the item after its first paragraph: nested lists, notes, code. */
  readonly blocks: readonly Block[]
  readonly span: Span
}

export interface Step extends Item {
  /** As printed, without the dot: `1`, `a`, `iv`. */
  readonly number: string
}

export interface Table {
  readonly type: 'table'
  /** Empty where the table has no recognisable header. */
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly span: Span
}

/** `label` as printed, without the colon: NOTE, IMPORTANT, WARNING. */
export interface Note {
  readonly type: 'note'
  readonly label: string
  readonly text: string
  readonly blocks: readonly Block[]
  readonly span: Span
}

export interface Message {
  /** Blanks collapsed, enclosing quotes removed. */
  readonly text: string
  readonly span: Span
  /** How the text sets it apart: a block of its own, quotes inside prose, an event entry, a bare STOP code. */
  readonly form: 'block' | 'inline' | 'event' | 'stop'
  /** Index into `sections`. */
  readonly section: number
}

export interface EventEntry {
  readonly id: number | null
  readonly source: string | null
  readonly type: string | null
  readonly category: string | null
  readonly description: string | null
  readonly span: Span
}

export interface Reference {
  readonly id: string
  /** As printed beside the id; `null` where only the id is given. */
  readonly title: string | null
  readonly span: Span
}

export interface Quote {
  readonly text: string
  readonly span: Span
}

export interface FileRow {
  readonly name: string
  readonly date: string | null
  readonly time: string | null
  readonly version: string | null
  /** Bytes. */
  readonly size: number | null
  readonly platform: string | null
  readonly span: Span
}

export interface Resolution {
  readonly kind: 'resolution' | 'workaround'
  /** "Retail Version of ...", "Method 2", "On an Intel System"; `null` where the way out is unconditional. */
  readonly when: string | null
  readonly text: string
  /** Printed, top-level numbered steps only. */
  readonly steps: readonly Step[]
  readonly span: Span
}

export type OutcomeType = 'steps' | 'obtain-fix' | 'by-design' | 'workaround' | 'no-known-fix' | 'information'

export type PartRole =
  | 'front-matter'
  | 'header'
  | 'applies-to'
  | 'section'
  | 'footer'
  | 'legal'
  | 'chrome'
  | 'blank'
  | 'unknown'

export interface Part {
  readonly role: PartRole
  readonly span: Span
}

/** An oddity of the text that a reader of the record should know of. Never an error. */
export interface Issue {
  readonly code: IssueCode
  readonly message: string
  /** Into the source text; line and column are computed when shown. */
  readonly offset: number
}

export type IssueCode =
  | 'missing-id'
  | 'missing-title'
  | 'missing-products'
  | 'missing-date'
  | 'missing-sections'
  | 'empty-section'
  | 'lost-structure'
  | 'unknown-dialect'
  | 'half-wrapper'
  | 'id-mismatch'
  | 'cut-title'
  | 'odd-date'
  | 'odd-header'
  | 'odd-bytes'
  | 'bad-front-matter'
  | 'bad-rule'
  | 'too-deep'
  | 'too-large'
