// Is this block the small, safe subset of YAML that front matter may use, and where does everything in it stand?
//
//     kb: Qnnnnnn                        mapping: plain or quoted keys, each once
//     products:
//       - Microsoft Outlook 97           sequence: indented, or flush with its key
//     when: { any: [a, "b: c"] }         flow collections, over several lines too
//     cause: |                           block scalars without an indentation number
//
// It runs before any YAML parser sees the block. What could execute, multiply or surprise is refused with its place:
// anchors, aliases, merge keys, tags, directives, complex keys, keys that reach prototypes, great depth or size. What it
// does not understand is refused too, so that two readers never disagree on where a scalar ends. Cost: one pass.

import type { Span } from '../article/article.ts'

export type YamlNode = YamlScalar | YamlMapping | YamlSequence

export interface YamlScalar {
  readonly kind: 'scalar'
  /** As written, quotes included; empty where a value is missing. */
  readonly span: Span
}

export interface YamlMapping {
  readonly kind: 'mapping'
  readonly span: Span
  readonly entries: readonly YamlEntry[]
}

export interface YamlEntry {
  readonly key: string
  /** Of the key, quotes included. */
  readonly span: Span
  readonly value: YamlNode
}

export interface YamlSequence {
  readonly kind: 'sequence'
  readonly span: Span
  readonly items: readonly YamlNode[]
}

/** Why the block is refused, and where. */
export interface Refusal {
  readonly message: string
  readonly offset: number
}

export const yamlLimits = { size: 65_536, depth: 16, nodes: 1_000, blankRun: 100 } as const

/**
 * The outline of `text[from, to)`, a block that begins at the start of a line. An empty block is an empty mapping; any
 * other root than a mapping is refused.
 */
export function outlineYaml(text: string, from: number, to: number): YamlMapping | Refusal {
  try {
    checkLines(text, from, to)
    return new Outliner(text, from, to).document()
  } catch (error) {
    if (error instanceof Refused) return { message: error.message, offset: error.offset }
    throw error
  }
}

class Refused extends Error {
  readonly offset: number

  constructor(message: string, offset: number) {
    super(message)
    this.offset = offset
  }
}

/** What can be told line by line, and would otherwise mislead a parser: size, document marks, control characters. */
function checkLines(text: string, from: number, to: number): void {
  if (to - from > yamlLimits.size) {
    throw new Refused(`it is larger than ${yamlLimits.size / 1024} KB`, from + yamlLimits.size)
  }
  let blank = 0
  for (let i = from; i < to; i = lineAfter(text, i, to)) {
    if (text.startsWith('---', i) || text.startsWith('...', i)) {
      throw new Refused('it holds a second document', i)
    }
    blank = text.slice(i, lineAfter(text, i, to)).trim() === '' ? blank + 1 : 0
    // gray-matter looks for comments with a pattern whose cost is the square of such a run.
    if (blank > yamlLimits.blankRun)
      throw new Refused(`more than ${yamlLimits.blankRun} lines in a row are empty`, i)
  }
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i)
    if (isUnfit(code)) {
      throw new Refused(
        `it holds the control character U+${code.toString(16).toUpperCase().padStart(4, '0')}`,
        i,
      )
    }
  }
}

/** Control characters, line ends that only some readers know, byte-order marks, non-characters. */
function isUnfit(code: number): boolean {
  if (code < 32) return code !== 9 && code !== 10 && code !== 13
  return (
    (code >= 0x7f && code < 0xa0) || code === 0x2028 || code === 0x2029 || code === 0xfeff || code >= 0xfffe
  )
}

/** Where the line after the one at `from` begins; LF, CRLF and a lone CR end a line. */
export function lineAfter(text: string, from: number, to: number = text.length): number {
  let i = from
  while (i < to && text[i] !== '\n' && text[i] !== '\r') i++
  if (text[i] === '\r' && text[i + 1] === '\n') i++
  return Math.min(i + 1, to)
}

function skipBlanks(text: string, from: number, to: number): number {
  let i = from
  while (i < to && (text[i] === ' ' || text[i] === '\t')) i++
  return i
}

function isEnd(text: string, at: number, to: number): boolean {
  return at >= to || text[at] === '\n' || text[at] === '\r'
}

const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype'])

/** Characters that cannot begin a plain scalar, with what they would begin. */
const indicators: Readonly<Record<string, string>> = {
  '&': 'an anchor (&)',
  '*': 'an alias (*)',
  '!': 'a tag (!)',
  '%': 'a directive (%)',
  '@': 'a reserved character (@)',
  '`': 'a reserved character (`)',
  ',': 'a comma',
  ']': 'a closing bracket',
  '}': 'a closing brace',
  '#': 'a comment sign (#)',
  '|': 'a block scalar (|)',
  '>': 'a block scalar (>)',
}

/** A cursor over the block. Every method leaves `at` behind what it has read. */
class Outliner {
  readonly #text: string
  readonly #to: number
  #at: number
  #lineStart: number
  /** The innermost open bracket. */
  #bracket = 0
  #depth = 0
  #nodes = 0

  constructor(text: string, from: number, to: number) {
    this.#text = text
    this.#to = to
    this.#at = from
    this.#lineStart = from
  }

  document(): YamlMapping {
    const from = this.#at
    this.#nextLine()
    if (this.#atEnd()) return { kind: 'mapping', span: [from, this.#to], entries: [] }
    const start = this.#at
    const root = this.#blockNode(-1)
    if (root.kind !== 'mapping') throw new Refused('it is no list of keys with values', start)
    this.#nextLine()
    if (!this.#atEnd()) this.#refuse('the indentation does not fit the lines above')
    return root
  }

  // --- Block style ---

  /** The node that begins here, at the first character of a line or after a dash. */
  #blockNode(parent: number): YamlNode {
    if (this.#isDash()) return this.#blockSequence()
    const entry = this.#keyAhead()
    return entry === null ? this.#value(parent) : this.#blockMapping(entry)
  }

  #blockMapping(first: YamlKey): YamlMapping {
    const column = this.#column()
    const from = this.#at
    const entries: YamlEntry[] = []
    const keys = new Set<string>()
    this.#enter()
    for (let key: YamlKey | null = first; key !== null; key = this.#keyAhead()) {
      this.#checkKey(key, keys)
      this.#at = key.end
      entries.push({ key: key.text, span: key.span, value: this.#blockValue(column, true) })
      this.#nextLine()
      if (this.#atEnd() || this.#column() < column) break
      if (this.#column() > column) this.#refuse('the indentation does not fit the lines above')
      if (this.#isDash()) this.#refuse('a list item stands among keys')
    }
    this.#leave()
    if (!this.#atEnd() && this.#column() === column) this.#refuse('a key with a colon is missing')
    return {
      kind: 'mapping',
      span: [from, this.#endOf(entries.at(-1)!.value, entries.at(-1)!.span)],
      entries,
    }
  }

  #blockSequence(): YamlSequence {
    const column = this.#column()
    const from = this.#at
    const items: YamlNode[] = []
    this.#enter()
    let end = from
    while (!this.#atEnd() && this.#column() === column && this.#isDash()) {
      end = ++this.#at
      const item = this.#blockValue(column, false)
      end = this.#endOf(item, [end, end])
      items.push(item)
      this.#nextLine()
    }
    this.#leave()
    if (!this.#atEnd() && this.#column() > column)
      this.#refuse('the indentation does not fit the lines above')
    return { kind: 'sequence', span: [from, end], items }
  }

  /** What follows a key or a dash: on its line, or indented below it; a list may be flush with its key. */
  #blockValue(column: number, afterKey: boolean): YamlNode {
    const from = this.#at
    const gap = skipBlanks(this.#text, from, this.#to)
    if (!isEnd(this.#text, gap, this.#to) && this.#text[gap] !== '#') {
      if (!afterKey && this.#text.slice(from, gap).includes('\t'))
        this.#refuse('a tab follows the dash', from)
      this.#at = gap
      return afterKey ? this.#value(column) : this.#blockNode(column)
    }
    this.#nextLine()
    const deeper = !this.#atEnd() && this.#column() > column
    const flush = afterKey && !this.#atEnd() && this.#column() === column && this.#isDash()
    if (deeper || flush) return this.#blockNode(column)
    this.#count(from)
    return { kind: 'scalar', span: [from, from] }
  }

  /** A scalar or a flow collection, with nothing but a comment behind it. */
  #value(parent: number): YamlNode {
    const char = this.#text[this.#at]!
    if (char === '|' || char === '>') return this.#blockScalar(parent)
    if (char === '-' && this.#isDash()) this.#refuse('a list must begin on a line of its own')
    const node =
      char === '{' || char === '['
        ? this.#flowCollection()
        : char === '"' || char === "'"
          ? this.#quoted()
          : this.#plain(parent)
    const rest = skipBlanks(this.#text, this.#at, this.#to)
    const comment = this.#text[rest] === '#' && (rest > this.#at || this.#at === this.#lineStart)
    if (!isEnd(this.#text, rest, this.#to) && !comment)
      this.#refuse('something stands behind the value', rest)
    return node
  }

  /** A plain scalar runs over the deeper lines below it. */
  #plain(parent: number): YamlScalar {
    const from = this.#at
    this.#checkStart()
    this.#count(from)
    let end = this.#plainLine()
    for (;;) {
      const before = { at: this.#at, lineStart: this.#lineStart }
      const comment = this.#text[skipBlanks(this.#text, this.#at, this.#to)] === '#'
      if (comment) break
      this.#toLine()
      const ends = this.#atEnd() || this.#column() <= parent || this.#text[this.#at] === '#'
      if (ends) {
        this.#at = before.at
        this.#lineStart = before.lineStart
        break
      }
      this.#checkIndentation()
      end = this.#plainLine()
    }
    return { kind: 'scalar', span: [from, end] }
  }

  /** To the end of the line or its comment; the end of the last character that is no blank. */
  #plainLine(): number {
    let end = this.#at
    let i = this.#at
    for (; !isEnd(this.#text, i, this.#to); i++) {
      const char = this.#text[i]!
      if (char === ' ' || char === '\t') continue
      if (char === '#' && i > end) break
      if (char === ':' && this.#isGap(i + 1)) this.#refuse('a value with a colon must be quoted', i)
      end = i + 1
    }
    this.#at = end
    return end
  }

  #blockScalar(parent: number): YamlScalar {
    const from = this.#at
    this.#count(from)
    this.#at++
    if (this.#text[this.#at] === '+' || this.#text[this.#at] === '-') this.#at++
    const rest = skipBlanks(this.#text, this.#at, this.#to)
    const comment = this.#text[rest] === '#' && rest > this.#at
    if (!isEnd(this.#text, rest, this.#to) && !comment) {
      this.#refuse('only a line end may follow | or >, with + or - between', this.#at)
    }
    let end = rest
    let indent = -1
    let widestBlank = 0
    let line = lineAfter(this.#text, rest, this.#to)
    while (line < this.#to) {
      let content = line
      while (content < this.#to && this.#text[content] === ' ') content++
      const blank = isEnd(this.#text, content, this.#to)
      const width = content - line
      if (!blank) {
        if (this.#text[content] === '\t' && (indent < 0 || width < indent))
          this.#refuse('a tab indents the line', content)
        if (indent < 0 && width > parent) indent = width
        if (indent < 0 || width < indent) break
        if (widestBlank > indent) this.#refuse('a line of blanks stands deeper than the text below it', line)
      } else if (indent < 0) {
        widestBlank = Math.max(widestBlank, width)
      }
      const next = lineAfter(this.#text, line, this.#to)
      if (!blank) end = next
      line = next
    }
    this.#at = line
    this.#lineStart = line
    return { kind: 'scalar', span: [from, end] }
  }

  // --- Keys ---

  /** The key that begins here, if the line holds one: a plain or quoted scalar, a colon, and a blank or the line's end. */
  #keyAhead(): YamlKey | null {
    const char = this.#text[this.#at]
    if (char === '"' || char === "'") return this.#quotedKeyAhead(char)
    if (char === '{' || char === '[' || char === '|' || char === '>') return null
    let i = this.#at
    for (; !isEnd(this.#text, i, this.#to); i++) {
      if (this.#text[i] === '#' && this.#isGap(i - 1)) return null
      if (this.#text[i] === ':' && this.#isGap(i + 1)) break
    }
    if (isEnd(this.#text, i, this.#to)) return null
    this.#checkStart()
    const text = this.#text.slice(this.#at, i).trimEnd()
    if (text === '') this.#refuse('a key is missing before the colon')
    return { text, span: [this.#at, this.#at + text.length], end: i + 1 }
  }

  #quotedKeyAhead(quote: string): YamlKey | null {
    let i = this.#at + 1
    while (!isEnd(this.#text, i, this.#to) && this.#text[i] !== quote) i += this.#text[i] === '\\' ? 2 : 1
    if (isEnd(this.#text, i, this.#to)) return null
    const colon = skipBlanks(this.#text, i + 1, this.#to)
    if (this.#text[colon] !== ':' || !this.#isGap(colon + 1)) return null
    const text = this.#text.slice(this.#at + 1, i)
    if (quote === '"' && text.includes('\\')) this.#refuse('a key holds an escape sequence')
    return { text, span: [this.#at, i + 1], end: colon + 1 }
  }

  #checkKey(key: YamlKey, seen: Set<string>): void {
    this.#count(key.span[0])
    if (key.text === '<<') this.#refuse('merge keys (<<) are not read', key.span[0])
    if (forbiddenKeys.has(key.text)) this.#refuse(`the key ${key.text} is not allowed`, key.span[0])
    if (seen.has(key.text)) this.#refuse(`the key ${key.text} stands here twice`, key.span[0])
    seen.add(key.text)
  }

  // --- Flow style ---

  #flowCollection(): YamlNode {
    const outer = this.#bracket
    this.#bracket = this.#at
    this.#enter()
    const node = this.#text[this.#at] === '{' ? this.#flowMapping() : this.#flowSequence()
    this.#leave()
    this.#bracket = outer
    return node
  }

  #flowMapping(): YamlMapping {
    const from = this.#at++
    const entries: YamlEntry[] = []
    const keys = new Set<string>()
    while (this.#moreFlow('}')) {
      const key = this.#flowKey()
      this.#checkKey(key, keys)
      this.#flowGap()
      const value = /[,}]/.test(this.#text[this.#at]!) ? this.#emptyScalar() : this.#flowNode()
      entries.push({ key: key.text, span: key.span, value })
      this.#endFlowEntry('}')
    }
    this.#at++
    return { kind: 'mapping', span: [from, this.#at], entries }
  }

  #flowSequence(): YamlSequence {
    const from = this.#at++
    const items: YamlNode[] = []
    while (this.#moreFlow(']')) {
      items.push(this.#flowNode())
      this.#endFlowEntry(']')
    }
    this.#at++
    return { kind: 'sequence', span: [from, this.#at], items }
  }

  #moreFlow(close: string): boolean {
    this.#flowGap()
    return this.#text[this.#at] !== close
  }

  #endFlowEntry(close: string): void {
    this.#flowGap()
    const char = this.#text[this.#at]!
    if (char === ',') this.#at++
    else if (char === ':') this.#refuse('a value with a colon must be quoted')
    else if (char !== close) this.#refuse(`a comma or ${close} is missing`)
  }

  #flowKey(): YamlKey {
    const start = this.#at
    const quote = this.#text[start]
    if (quote === '"' || quote === "'") {
      const { span } = this.#quoted()
      this.#at = skipBlanks(this.#text, this.#at, this.#to)
      const text = this.#text.slice(span[0] + 1, span[1] - 1)
      if (text.includes('\\') || /[\r\n]/.test(text)) this.#refuse('a key holds an escape sequence', start)
      if (this.#text[this.#at] !== ':' || !this.#isGap(this.#at + 1))
        this.#refuse('a key without a value', start)
      return { text, span, end: ++this.#at }
    }
    this.#checkStart()
    const end = this.#flowPlainLine()
    const text = this.#text.slice(start, end)
    if (text === '') this.#refuse('a key is missing')
    this.#at = skipBlanks(this.#text, end, this.#to)
    if (this.#text[this.#at] !== ':') this.#refuse(`the key ${text.slice(0, 40)} has no value`, start)
    return { text, span: [start, end], end: ++this.#at }
  }

  #flowNode(): YamlNode {
    const char = this.#text[this.#at]!
    if (char === '{' || char === '[') return this.#flowCollection()
    if (char === '"' || char === "'") return this.#quoted()
    const from = this.#at
    this.#checkStart()
    this.#count(from)
    let end = this.#flowPlainLine()
    for (;;) {
      this.#at = end
      this.#flowGap()
      if (/[,[\]{}:#"']/.test(this.#text[this.#at]!)) break
      end = this.#flowPlainLine()
    }
    return { kind: 'scalar', span: [from, end] }
  }

  /** The end of a plain scalar's part on this line: before a comma, bracket, comment or a colon with a gap behind it. */
  #flowPlainLine(): number {
    let end = this.#at
    for (let i = this.#at; !isEnd(this.#text, i, this.#to); i++) {
      const char = this.#text[i]!
      if (char === ' ' || char === '\t') continue
      if (char === ',' || char === '[' || char === ']' || char === '{' || char === '}') break
      if (char === '#' && i > end) break
      if (char === ':' && (this.#isGap(i + 1) || /[,[\]{}]/.test(this.#text[i + 1]!))) break
      end = i + 1
    }
    return end
  }

  /** Blanks, line ends and comments inside brackets; the end of the block is no place for them. */
  #flowGap(): void {
    this.#nextContent()
    if (this.#atEnd()) this.#refuse('a bracket is never closed', this.#bracket)
  }

  // --- Scalars and steps of the cursor ---

  #quoted(): YamlScalar {
    const from = this.#at
    this.#count(from)
    const quote = this.#text[from]!
    let i = from + 1
    for (; i < this.#to; i++) {
      const char = this.#text[i]!
      if (char === '\\' && quote === '"') i++
      else if (char === quote && quote === "'" && this.#text[i + 1] === quote) i++
      else if (char === quote) break
    }
    if (i >= this.#to) this.#refuse('a quote is never closed', from)
    this.#at = i + 1
    for (let line = lineAfter(this.#text, from, i); line < i; line = lineAfter(this.#text, line, i)) {
      this.#lineStart = line
    }
    return { kind: 'scalar', span: [from, i + 1] }
  }

  #emptyScalar(): YamlScalar {
    this.#count(this.#at)
    return { kind: 'scalar', span: [this.#at, this.#at] }
  }

  /** To the next line with content, whose indentation must be spaces. */
  #nextLine(): void {
    this.#nextContent()
    if (!this.#atEnd()) this.#checkIndentation()
  }

  #checkIndentation(): void {
    if (this.#text.slice(this.#lineStart, this.#at).includes('\t')) {
      this.#refuse('a tab indents the line', this.#lineStart)
    }
  }

  /** To the next character that is no blank, line end or comment. */
  #nextContent(): void {
    for (;;) {
      this.#at = skipBlanks(this.#text, this.#at, this.#to)
      if (
        this.#text[this.#at] === '#' &&
        this.#at < this.#to &&
        (this.#at === this.#lineStart || this.#isGap(this.#at - 1))
      ) {
        while (!isEnd(this.#text, this.#at, this.#to)) this.#at++
      }
      if (this.#atEnd() || !isEnd(this.#text, this.#at, this.#to)) return
      this.#at = lineAfter(this.#text, this.#at, this.#to)
      this.#lineStart = this.#at
    }
  }

  /** To the first character of the next line that is not blank; comments count as characters. */
  #toLine(): void {
    while (!this.#atEnd()) {
      this.#at = skipBlanks(this.#text, this.#at, this.#to)
      if (this.#atEnd() || !isEnd(this.#text, this.#at, this.#to)) return
      this.#at = lineAfter(this.#text, this.#at, this.#to)
      this.#lineStart = this.#at
    }
  }

  #atEnd(): boolean {
    return this.#at >= this.#to
  }

  #column(): number {
    return this.#at - this.#lineStart
  }

  #isGap(at: number): boolean {
    return isEnd(this.#text, at, this.#to) || this.#text[at] === ' ' || this.#text[at] === '\t'
  }

  #isDash(): boolean {
    return this.#text[this.#at] === '-' && this.#isGap(this.#at + 1)
  }

  #endOf(node: YamlNode, otherwise: Span): number {
    return Math.max(node.span[1], otherwise[1])
  }

  #checkStart(): void {
    const char = this.#text[this.#at]!
    const what = indicators[char]
    if (what !== undefined) this.#refuse(`${what} cannot begin a value; quote it if it is text`)
    if (char === '?' && this.#isGap(this.#at + 1)) this.#refuse('complex keys (?) are not read')
  }

  #enter(): void {
    this.#count(this.#at)
    if (++this.#depth > yamlLimits.depth) this.#refuse(`it is nested deeper than ${yamlLimits.depth} levels`)
  }

  #leave(): void {
    this.#depth--
  }

  #count(at: number): void {
    if (++this.#nodes > yamlLimits.nodes)
      this.#refuse(`it has more than ${yamlLimits.nodes} keys and values`, at)
  }

  #refuse(message: string, offset = this.#at): never {
    throw new Refused(message, Math.min(offset, this.#to))
  }
}

interface YamlKey {
  readonly text: string
  readonly span: Span
  /** Behind the colon. */
  readonly end: number
}
