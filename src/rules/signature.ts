// Which words of a message are fixed, and which are holes?
//
//     Cannot open file "C:\DATA\x.mdb" (error 3044).             a message
//     cannot open file {path} error 3044                         its signature
//
// A signature is a sequence of folded words, holes and codes; a full stop stands between its sentences (and what
// colons and brackets set apart), which are looked for one by one, since users quote one of two. It is written as text with one blank between the parts, and that
// text is its only encoding:
//
//     word                      the word itself
//     {type} {type:argument}    a hole that takes what `slot.ts` recognises as that type
//     {name:type:argument}      the same, and every hole of that name in a rule takes the same value
//     {file=mfc42.dll}          a hole with the value that the article saw: another file matches too, but says less
//     {=hresult:0x80070005}     a code in whatever notation
//     .                         the end of a sentence

import { productNames } from '../article/product-names.ts'
import { type Code, codeFamilies, codeKey } from '../codes/code.ts'
import { type FoundCode, findCodes } from '../codes/notation.ts'
import { type Background, generalBackground, rareBits } from './background.ts'
import { isSlotType, mostWords, type Slot, type SlotType, slotShapes, slotTypes } from './slot.ts'
import { endsClause, type Tokens, tokenize, wordsOf } from './token.ts'

export type Part =
  | { readonly type: 'word'; readonly word: string }
  | { readonly type: 'slot'; readonly slot: Slot }
  | { readonly type: 'code'; readonly code: Code }

export type Sentence = readonly Part[]

/** Below this many bits a signature supports a diagnosis and never decides one. */
export const decisiveBits = 20
/** A sentence that says less is looked for only where its signature has no better one. */
export const leastSentenceBits = 8
/** A code in hexadecimal is as good as a rare word. */
export const codeBits = rareBits
/** Longer messages are cut: what follows is a dump or a listing. */
const mostParts = 80

export class SignatureError extends Error {
  readonly help: string
  constructor(message: string, help: string) {
    super(message)
    this.help = help
  }
}

/** What the fixed words of a sentence are worth. Holes are worth nothing. */
export function sentenceBits(sentence: Sentence, background: Background): number {
  let bits = 0
  for (const part of sentence) bits += partBits(part, background)
  return bits
}

export function partBits(part: Part, background: Background): number {
  return part.type === 'word' ? background.bits(part.word) : part.type === 'code' ? codeBits : 0
}

// --- the text form, both halves

export function printSignature(sentences: readonly Sentence[]): string {
  return sentences.map((sentence) => sentence.map(printPart).join(' ')).join(' . ')
}

/** Reads what `printSignature` has written. */
export function readSignature(text: string): Sentence[] {
  return text.split(' . ').map((sentence) => sentence.split(' ').map(readPart))
}

export function printPart(part: Part): string {
  switch (part.type) {
    case 'word':
      return part.word
    case 'code':
      return `{=${codeKey(part.code)}}`
    case 'slot': {
      const { type, name, words, family, value } = part.slot
      const argument = type === 'any' ? words.join('..') : family
      return `{${[name, type, argument].filter((word) => word !== null).join(':')}${value === null ? '' : `=${value}`}}`
    }
  }
}

export function readPart(text: string): Part {
  if (!text.startsWith('{')) return { type: 'word', word: text }
  if (text.startsWith('{=')) {
    const [family = '', value = ''] = text.slice(2, -1).split(':')
    return { type: 'code', code: { family: readFamily(family), value } }
  }
  return { type: 'slot', slot: readSlot(text.slice(1, -1)) }
}

/** The inside of the braces. Throws `SignatureError`. */
function readSlot(text: string): Slot {
  const equals = text.indexOf('=')
  const value = equals === -1 ? null : text.slice(equals + 1)
  const words = (equals === -1 ? text : text.slice(0, equals)).split(':')
  const named = !isSlotType(words[0]!)
  const name = named ? words.shift()! : null
  if (name !== null && !/^[a-z][a-z0-9-]*$/.test(name)) {
    throw new SignatureError(
      `"{${text}}" is not a hole`,
      `write {name} in small letters, or one of ${typeList}`,
    )
  }
  const [type = 'name', argument, ...rest] = words
  if (!isSlotType(type) || rest.length > 0) {
    throw new SignatureError(`a hole has no type "${words.join(':')}"`, `the types are ${typeList}`)
  }
  return {
    type,
    name,
    words: type === 'any' ? readRange(argument ?? '1..4') : [1, 1],
    family: type === 'code' && argument !== undefined ? readFamily(argument) : null,
    value,
  }
}

const typeList = slotTypes.join(', ')

function readRange(text: string): readonly [number, number] {
  const [, least = '', most = least] = /^(\d{1,2})(?:\.\.(\d{1,2}))?$/.exec(text) ?? []
  if (least === '' || Number(most) < Number(least) || Number(most) > mostWords || most === '0') {
    throw new SignatureError(
      `"${text}" is not a number of words`,
      `write {any:1..4}; at most ${mostWords} words fit a hole`,
    )
  }
  return [Number(least), Number(most)]
}

function readFamily(text: string): Code['family'] {
  const family = codeFamilies.find((name) => name === text)
  if (family === undefined) {
    throw new SignatureError(
      `there is no family of codes "${text}"`,
      `the families are ${codeFamilies.join(', ')}`,
    )
  }
  return family
}

// --- from a message that somebody wrote by hand

/**
 * Words are fixed, `{…}` are holes, and nothing is guessed. Throws `SignatureError` where a hole is not one, or where
 * no fixed word is left.
 */
export function parseMessage(pattern: string): readonly Sentence[] {
  const sentences: Part[][] = [[]]
  let from = 0
  const literal = (text: string): void => {
    const tokens = tokenize(text)
    let before = 0
    for (const [i, word] of tokens.words.entries()) {
      if (endsClause(text, before, tokens.from[i]!)) sentences.push([])
      sentences.at(-1)!.push({ type: 'word', word })
      before = tokens.to[i]!
    }
    if (endsClause(text, before, text.length)) sentences.push([])
  }
  for (const hole of pattern.matchAll(/\{([^{}]*)\}/g)) {
    literal(pattern.slice(from, hole.index))
    sentences
      .at(-1)!
      .push(hole[1]!.startsWith('=') ? readPart(hole[0]) : { type: 'slot', slot: readSlot(hole[1]!) })
    from = hole.index + hole[0].length
  }
  literal(pattern.slice(from))
  const kept: Part[][] = []
  for (const sentence of sentences) {
    if (hasFixedPart(sentence)) kept.push(sentence)
    // "Error code: {code}" is one sentence: a hole cannot be looked for alone
    else kept.at(-1)?.push(...sentence)
  }
  if (kept.length === 0) {
    throw new SignatureError('a message needs at least one fixed word', 'holes alone would match everything')
  }
  return joinShort(kept)
}

function hasFixedPart(sentence: Sentence): boolean {
  return sentence.some((part) => part.type !== 'slot')
}

// --- from a message that an article quotes

/**
 * The signature of a quoted message; empty where no fixed word is left. `found` are its codes, if they were looked for
 * already. Cost: one pass.
 */
export function signatureOf(message: string, found?: readonly FoundCode[]): readonly Sentence[] {
  const text = message.replace(/^\W*(?:fatal )?(?:error|warning)(?: message)?\s?:\s+(?!\d)/i, '')
  const tokens = tokenize(text)
  const codes = codesByPlace(text === message ? (found ?? findCodes(text)) : findCodes(text))
  const sentences: Part[][] = [[]]
  let parts = 0
  for (let i = 0; i < tokens.words.length && parts < mostParts; parts++) {
    if (i > 0 && endsClause(text, tokens.to[i - 1]!, tokens.from[i]!)) sentences.push([])
    const hole = holeAt(text, tokens, i)
    if (hole !== null) {
      addSlot(sentences.at(-1)!, hole.slot)
      i = hole.end
      continue
    }
    const code = codes.get(tokens.from[i]!) ?? codes.get(tokens.from[i]! - 1)
    sentences.at(-1)!.push(fixedPart(tokens.words[i]!, code?.readings[0]?.code))
    i++
  }
  return joinShort(sentences.map(withoutTimeBefore).filter(hasFixedPart))
}

function codesByPlace(codes: readonly FoundCode[]): ReadonlyMap<number, FoundCode> {
  return codes.length === 0 ? noCodes : new Map(codes.map((code) => [code.from, code]))
}

const noCodes: ReadonlyMap<number, FoundCode> = new Map()

/** A time at the start is a log's, and a report loses it. */
function withoutTimeBefore(sentence: Sentence): Sentence {
  const first = sentence.findIndex((part) => part.type !== 'slot' || !logged.has(part.slot.type))
  return first > 0 ? sentence.slice(first) : sentence
}

const logged: ReadonlySet<SlotType> = new Set(['date', 'time'])

/** Neighbours that say too little to be looked for alone are one. */
function joinShort(sentences: readonly Sentence[]): readonly Sentence[] {
  if (sentences.length < 2) return sentences
  const joined: Part[][] = []
  const isShort = (sentence: Sentence): boolean =>
    sentenceBits(sentence, generalBackground) < leastSentenceBits
  for (const sentence of sentences) {
    const last = joined.at(-1)
    if (last !== undefined && isShort(last) && isShort(sentence)) last.push(...sentence)
    else joined.push([...sentence])
  }
  return joined
}

/** Families whose codes are written in several notations. The others are printed as they are. */
const manyNotations: ReadonlySet<string> = new Set(['hresult', 'ntstatus', 'stop'])

function fixedPart(word: string, code: Code | undefined): Part {
  return code !== undefined && manyNotations.has(code.family)
    ? { type: 'code', code }
    : { type: 'word', word }
}

/** Two holes without a word between are one: nobody could say where the first one ends. */
function addSlot(sentence: Part[], slot: Slot): void {
  const last = sentence.at(-1)
  if (last?.type !== 'slot' || slot.type !== 'any' || last.slot.type !== 'any') {
    sentence.push({ type: 'slot', slot })
    return
  }
  const [least, most] = last.slot.words.map((words, i) => Math.min(mostWords, words + slot.words[i]!))
  sentence[sentence.length - 1] = {
    type: 'slot',
    slot: { ...last.slot, name: null, words: [least!, most!] },
  }
}

interface Hole {
  readonly slot: Slot
  /** The token after it. */
  readonly end: number
}

/** The parameter that begins with token `i`, if it is one. What identifies the message is none. */
function holeAt(text: string, tokens: Tokens, i: number): Hole | null {
  plainWord.lastIndex = tokens.from[i]!
  if (plainWord.test(text)) return null
  return placeholderAt(text, tokens, i) ?? valueAt(text, tokens, i) ?? numberAt(text, tokens, i)
}

/**
 * Most words of a message: letters with nothing around them that a value begins or goes on with. A number that follows
 * may be the day of a month, the same letter again and again stand for anything, and eight digits be letters.
 */
const plainWord =
  /(?<![<%\\])(?!(?:x+|y+|n+|z+|[a-f]{8})(?![a-z]))[a-z]+(?=$|[\s,;()"](?!\d)|[.:?!](?:\s|$))/iy

/** `<server name>`, `%1`, `%s`, xxx: the article's own holes. */
function placeholderAt(text: string, tokens: Tokens, i: number): Hole | null {
  const from = tokens.from[i]!
  const word = tokens.words[i]!
  if (text[from - 1] === '<') {
    const inside = /[^<>\n]{1,60}>/y
    inside.lastIndex = from
    const found = inside.exec(text)
    if (found !== null) {
      const name = found[0]
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^[\d-]+|-$/g, '')
      return {
        slot: anyWords(1, 4, isSlotType(name) || name === '' ? null : name),
        end: tokenAt(tokens, from + found[0].length),
      }
    }
  }
  if (text[from - 1] === '%' && /^(?:\d|[sdux]|l[sdux])$/.test(word))
    return { slot: anyWords(1, 4), end: i + 1 }
  if (/^0x[x?]+$/.test(word)) return { slot: slotOf('hex'), end: i + 1 }
  if (/^(?:x{2,}|y{3,}|n{3,}|z{3,})$/.test(word)) return { slot: anyWords(1, 2), end: i + 1 }
  return null
}

/** In this order: each shape could take a piece of the ones before it. */
const valueTypes = ['guid', 'url', 'unc', 'path', 'ip', 'date', 'time'] as const

function valueAt(text: string, tokens: Tokens, i: number): Hole | null {
  const from = tokens.from[i]!
  for (const type of valueTypes) {
    const end = shapeEnd(type, text, tokens, type === 'unc' ? from - 2 : from)
    if (end > i) return { slot: slotOf(type), end }
  }
  const end = shapeEnd('file', text, tokens, from)
  if (end > i + 1 && fileTypes.has(tokens.words[end - 1]!)) {
    const value = text.slice(from, tokens.to[end - 1]).toLowerCase()
    return { slot: { ...slotOf('file'), value: /[\s{}=]/.test(value) ? null : value }, end }
  }
  // run-time error '13'
  const identifies = /^\d/.test(tokens.words[i]!) && identityWords.has(tokens.words[i - 1] ?? '')
  if (!identifies && /["“‘']/.test(text[from - 1] ?? '')) {
    const quotedEnd = shapeEnd('quoted', text, tokens, from - 1)
    if (quotedEnd === i + 1 && !/^[a-z]+$/.test(tokens.words[i]!))
      return { slot: slotOf('quoted'), end: quotedEnd }
  }
  return null
}

function numberAt(text: string, tokens: Tokens, i: number): Hole | null {
  const word = tokens.words[i]!
  const from = tokens.from[i]!
  if (!/^(?:\d|0x)/.test(word) && !/^[\da-f]{8}$/.test(word)) return null
  const before = tokens.words[i - 1] ?? ''
  if (/^[a-z]+[\d]+$/.test(word) || identityWords.has(before) || versionedWords().has(before)) return null
  // ORA-12641: a product's own code
  if (/^\d/.test(word) && /[A-Z]{2}-$/.test(text.slice(Math.max(0, from - 3), from))) return null
  if (
    findCodes(text.slice(Math.max(0, from - 1), tokens.to[i])).some(({ readings }) =>
      manyNotations.has(readings[0]!.code.family),
    )
  )
    return null
  for (const type of ['addr', 'num', 'hex'] as const) {
    // four to seven digits alone are a number, not an address
    if (type !== 'num' && /^\d{1,7}$/.test(word) && text[tokens.to[i]!] !== ':') continue
    const end = shapeEnd(type, text, tokens, from)
    if (end > i) return { slot: slotOf(type), end }
  }
  return null
}

/** A number after one of these says which message it is. */
const identityWords: ReadonlySet<string> = new Set(
  'error errors err errno code codes event id stop status exception number msg message no result rc fatal trap vector int'.split(
    ' ',
  ),
)

/**
 * A number after one of these is part of a name: the last words of products, and what comes before a version. Worked out
 * when it is first asked for, since it takes longer than opening an index.
 */
function versionedWords(): ReadonlySet<string> {
  return (knownVersionedWords ??= new Set([
    ...'version ver release build pack sp'.split(' '),
    ...productNames.flatMap(({ name, aliases }) =>
      [name, ...aliases].map((called) => wordsOf(called).findLast((word) => !/^\d/.test(word)) ?? ''),
    ),
  ]))
}
let knownVersionedWords: ReadonlySet<string> | null = null

/** What follows the last dot in a name that is a file's; a sentence without a blank after its dot looks alike. */
const fileTypes: ReadonlySet<string> = new Set(
  '386 acm adm adp app asa asm asp asx avi bak bas bat bin bmp c cab cat cdx cfg chm class cls cnt com config cpl cpp cur dat db dbc dbf dbt def dll dlg dob doc dot dpr drv ecf edb eml exe fcs fnt fon fpt frm frx gid gif grp h hlp hpp htm html htx ico idc idl idx inc inf ini ins inx isp java jpg js lib lic lnk log lst mak map mda mdb mde mdi mdw mid mmf mof mpd mpg mpr msc msg msi mst nls ntf oab obj ocx odl olb old opt ost ovl pab pcx pdb pdf pdr pf pif pjx pnf pol ppa ppt prg pst pwl qpr rc reg res rpc rpt rtf scr sct scx sec sql sqm sub swp sys tar tlb tmp tpu tsp ttf txt url vbp vbs vbx vcx vue vxd wav wbt wiz wk1 wks wll wmf wpd wps wri xla xlb xlc xlm xls xlt xlw xml xsl zip'.split(
    ' ',
  ),
)

function shapeEnd(type: Exclude<SlotType, 'any' | 'code'>, text: string, tokens: Tokens, at: number): number {
  if (at < 0) return -1
  const shape = slotShapes[type]
  shape.lastIndex = at
  const found = shape.exec(text)
  return found === null ? -1 : tokenAt(tokens, at + found[0].length)
}

/** The first token that ends after `offset`. */
function tokenAt(tokens: Tokens, offset: number): number {
  let low = 0
  let high = tokens.words.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (tokens.to[middle]! > offset) high = middle
    else low = middle + 1
  }
  return low
}

function slotOf(type: SlotType): Slot {
  return { type, name: null, words: [1, 1], family: null, value: null }
}

function anyWords(least: number, most: number, name: string | null = null): Slot {
  return { type: 'any', name, words: [least, most], family: null, value: null }
}
