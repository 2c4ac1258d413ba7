// What stands before the message of a line: prompts, timestamps, levels?
//
// The same prefixes as in `rules/report.ts`, read from bytes: there a handful of patterns is tried on each line of a
// pasted report, which would take longer here than all the rest. A test holds both equal.

/** Bytes of a line that are looked at. */
const longestPrefix = 200

/** The cursor of one line: each `try…` moves it past what it takes, or leaves it where it was. */
let bytes: Uint8Array = new Uint8Array(0)
let at = 0
let end = 0

/** Whether what `prefixEnd` has passed last is a date or time as a message may have one, too: 6/21/99 12:02:11 PM */
export let isBareTime = false

/** Where the message begins of the line that starts at `from`; nothing from `to` on is looked at. */
export function prefixEnd(line: Uint8Array, from: number, to: number): number {
  const stop = Math.min(to, from + longestPrefix)
  let possible = possibleAt(line, from, stop)
  if (possible === 0) return from
  bytes = line
  at = from
  end = stop
  let sawTime = false
  isBareTime = isDigit(bytes[from]!)
  for (let again = true; again; ) {
    again = false
    for (let i = 0; i < prefixes.length; i++) {
      if (((possible >> i) & 1) === 0 || !attempt(prefixes[i]!)) continue
      sawTime ||= i >= firstTimed && i <= lastTimed
      isBareTime &&= ((bareTimes >> i) & 1) === 1
      again = true
      possible = possibleAt(bytes, at, end)
    }
  }
  if (sawTime && attempt(tryLevel)) isBareTime = false
  return at
}

/**
 * Bit n for each prefix n that may begin there. Most lines of most texts begin with a plain word, so that is looked at
 * first, and with nothing but what the processor holds.
 */
function possibleAt(line: Uint8Array, from: number, to: number): number {
  let first = from
  let byte = 0
  for (; first < to; first++) {
    byte = line[first]!
    if (byte === 0xc2 && first + 1 < to && line[first + 1] === 0xa0) first++
    else if (byte !== space && (byte < 0x09 || byte > 0x0c || byte === 0x0a)) break
  }
  if (first >= to) return 0
  const possible = starts[byte]!
  if (isDigit(byte)) return possible & (timeAt(line, first, to) | shellBit)
  if (byte === bracket) return possible & bracketedAt(line, first + 1, to)
  if (letterKinds[byte] === 0) return possible
  let behind = first + 1
  while (behind < to && hostPart[line[behind]!] === 1) behind++
  const mark = behind < to ? line[behind]! : 0
  if (mark === 0x40) return possible & shellBit
  if (mark === 0x3a) return behind === first + 1 ? possible & dosBit : 0
  if (mark !== space) return 0
  if (behind === first + 2 && byte === 0x50) return possible & dosBit
  return behind === first + 3 ? possible & syslogBit : 0
}

/** The date or time that may begin with the digit there, by what stands behind its first number. */
function timeAt(line: Uint8Array, from: number, to: number): number {
  let behind = from + 1
  while (behind < to && isDigit(line[behind]!)) behind++
  const mark = behind < to ? line[behind]! : 0
  if (behind > from + 2) return behind === from + 4 && (mark === 0x2d || mark === 0x2f) ? isoBit : 0
  if (mark === 0x3a) return clockBit
  return mark === 0x2d || mark === 0x2f || mark === 0x2e ? localBit : 0
}

/** What may stand in a bracket. */
function bracketedAt(line: Uint8Array, from: number, to: number): number {
  const byte = from < to ? line[from]! : 0
  if (!isDigit(byte)) return letterKinds[byte] === 1 ? levelBit : clockBit
  // there may be seconds since the start, too
  return timeAt(line, from, to) | clockBit
}

const isoBit = 1 << 1
const localBit = 1 << 2
const syslogBit = 1 << 3
const clockBit = 1 << 4
const levelBit = 1 << 5
const dosBit = 1 << 6
const shellBit = 1 << 7

/** Runs a reader; where it fails, or takes nothing, the cursor is put back. */
function attempt(read: () => boolean): boolean {
  const start = at
  if (read() && at > start) return true
  at = start
  return false
}

// --- one function for each prefix, in the order of `rules/report.ts`

const prefixes: readonly (() => boolean)[] = [
  tryFrame,
  tryIsoTime,
  tryLocalTime,
  trySyslog,
  tryClock,
  tryBracketedLevel,
  tryDosPrompt,
  tryShellPrompt,
]
const firstTimed = 1
const lastTimed = 4
/** Bits of those that may stand in a message: dates with times, and times. */
const bareTimes = isoBit | localBit | clockBit

/** `> `, `| `, `││` */
function tryFrame(): boolean {
  blanks()
  const first = at
  while (at < end) {
    const byte = bytes[at]
    if (byte === 0x3e || byte === 0x7c) at++
    else if (isBar()) at += 3
    else break
  }
  if (at === first) return false
  if (isBlank(at)) at += blankLength(at)
  return true
}

/** │ and ║ in UTF-8. */
function isBar(): boolean {
  if (bytes[at] !== 0xe2 || at + 2 >= end) return false
  return (
    (bytes[at + 1] === 0x94 && bytes[at + 2] === 0x82) || (bytes[at + 1] === 0x95 && bytes[at + 2] === 0x91)
  )
}

/** 1999-06-21T12:02:11.123Z, [1999/06/21 12:02:11,123 +0200] */
function tryIsoTime(): boolean {
  blanks()
  one(bracket)
  if (isUsualIsoTime()) {
    at += usualIsoTime.length
    fraction()
  } else {
    if (!digits(4, 4) || !dateMark(false) || !digits(1, 2) || !dateMark(false) || !digits(1, 2)) return false
    if (!timeMark(false) || !clock(false)) return false
  }
  if (isBlank(at)) at += blankLength(at)
  const zone = at
  if (one(0x5a)) return closing()
  if (word('UTC')) return closing()
  if (!zoneOffset()) at = zone
  return closing()
}

/** In the notation that nearly all logs have. */
function isUsualIsoTime(): boolean {
  const [line, from] = [bytes, at]
  if (from + usualIsoTime.length > end) return false
  for (let i = 0; i < usualIsoTime.length; i++) {
    const byte = line[from + i]!
    const isAsUsual = usualIsoTime[i] === 0x30 ? isDigit(byte) : byte === usualIsoTime[i]
    if (!isAsUsual && !(byte === space && usualIsoTime[i] === 0x54)) return false
  }
  return true
}

const usualIsoTime = new TextEncoder().encode('0000-00-00T00:00:00')

/** +0200, -05:00 */
function zoneOffset(): boolean {
  if (!(one(0x2b) || one(0x2d)) || !digits(2, 2)) return false
  one(0x3a)
  return digits(2, 2)
}

/** 6/21/99 12:02:11 PM, [21.06.1999 12:02] */
function tryLocalTime(): boolean {
  blanks()
  one(bracket)
  if (!digits(1, 2) || !dateMark(true) || !digits(1, 2) || !dateMark(true) || !digits(2, 4)) return false
  if (!timeMark(true) || !clock(false)) return false
  halfOfDay(true)
  return closing()
}

/** Jun 21 12:02:11 host process[123]:␠ */
function trySyslog(): boolean {
  blanks()
  if (!month() || !one(space)) return false
  one(space)
  if (!digits(1, 2) || !one(space)) return false
  if (!digits(2, 2) || !one(0x3a) || !digits(2, 2) || !one(0x3a) || !digits(2, 2) || !one(space)) return false
  let before = at
  if (!run(hostPart) || !one(space)) at = before
  before = at
  if (!run(processPart)) return true
  const named = at
  if (!(one(bracket) && digits(1, 200) && one(0x5d))) at = named
  if (!(one(0x3a) && one(space))) at = before
  return true
}

/** 12:02:11.123, [12:02:11 AM], [  123.456789] */
function tryClock(): boolean {
  blanks()
  const start = at
  if (one(bracket) && uptime()) return separators()
  at = start
  one(bracket)
  if (!clock(true)) return false
  halfOfDay(false)
  return closing()
}

/** 123.456789], after the bracket. */
function uptime(): boolean {
  blanks(8)
  return digits(1, 8) && one(0x2e) && digits(3, 6) && one(0x5d)
}

/** [ERROR], <warn>:␠ */
function tryBracketedLevel(): boolean {
  blanks()
  if (!(one(bracket) || one(0x3c) || one(0x28)) || at >= end) return false
  const start = at
  for (const level of levelsByLetter[bytes[at]! & 0x1f]!) {
    at = start
    if (level !== 'INFORMATION' && folded(level) && (one(0x5d) || one(0x29) || one(0x3e))) return levelEnd()
  }
  return false
}

/** C:\WINNT>, PS C:\> */
function tryDosPrompt(): boolean {
  blanks()
  word('PS ')
  const letter = bytes[at]!
  if (at >= end || letter < 0x41 || letter > 0x5a) return false
  at++
  if (!one(0x3a) || !one(0x5c)) return false
  for (let left = 80; left > 0 && at < end && noFileName[bytes[at]!] === 0; left--) at += characterLength(at)
  if (!one(0x3e)) return false
  if (isBlank(at)) at += blankLength(at)
  return true
}

/** $ , user@host:~$␠ */
function tryShellPrompt(): boolean {
  blanks()
  const start = at
  if (run(hostPart) && one(0x40) && run(hostPart) && one(0x3a)) {
    for (
      let left = 60;
      left > 0 && at < end && !isBlank(at) && !(at < end && isPromptEnd(bytes[at]!));
      left--
    )
      at += characterLength(at)
  } else at = start
  return one(0x24) && one(space)
}

function isPromptEnd(byte: number): boolean {
  return byte === 0x24 || byte === 0x23 || byte === 0x0a || byte === 0x0d
}

/** A bare level counts only after a time, and not before a number: "ERROR 5" is a message. */
function tryLevel(): boolean {
  const start = at
  if (at >= end) return false
  for (const level of levelsByLetter[bytes[at]! & 0x1f]!) {
    at = start
    if (!word(level) || isWordByte(at)) continue
    const named = at
    blanks()
    const marked = one(0x3a) || one(0x7c) || one(0x2d)
    if (marked && blankBeforeText()) return true
    at = named
    if (blankBeforeText()) return true
  }
  return false
}

/** At least one blank; the one before a number or the word `code` belongs to the message. */
function blankBeforeText(): boolean {
  const start = at
  let last = at
  for (; isBlank(at); at += blankLength(at)) last = at
  if (at === start) return false
  const after = at
  const isCode = word('code') && !isWordByte(at)
  const isOfMessage = isCode || (after < end && isDigit(bytes[after]!))
  at = isOfMessage ? last : after
  return at > start
}

const levels = [
  ...['TRACE', 'DEBUG', 'VERBOSE', 'INFO', 'INFORMATION', 'NOTICE', 'WARN', 'WARNING'],
  ...['ERROR', 'ERR', 'FATAL', 'CRITICAL', 'SEVERE'],
]
/** By the last five bits of their first letter, which are the same for both cases. */
const levelsByLetter = Array.from({ length: 32 }, (_, letter) =>
  levels.filter((level) => (level.charCodeAt(0) & 0x1f) === letter),
)

// --- what the prefixes are made of

const bracket = 0x5b
const space = 0x20

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}

function one(byte: number): boolean {
  if (at >= end || bytes[at] !== byte) return false
  at++
  return true
}

function word(text: string): boolean {
  if (at + text.length > end) return false
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false
  at += text.length
  return true
}

/** A word of capital letters in any case. */
function folded(text: string): boolean {
  if (at + text.length > end) return false
  for (let i = 0; i < text.length; i++) if ((bytes[at + i]! & 0xdf) !== text.charCodeAt(i)) return false
  at += text.length
  return true
}

/** As many digits as there are, up to `most`; none are taken where there are fewer than `least`. */
function digits(least: number, most: number): boolean {
  let stop = at
  while (stop < end && stop - at < most && isDigit(bytes[stop]!)) stop++
  if (stop - at < least) return false
  at = stop
  return true
}

function run(kinds: Uint8Array): boolean {
  const start = at
  while (at < end && kinds[bytes[at]!] === 1) at++
  return at > start
}

function dateMark(dots: boolean): boolean {
  return one(0x2d) || one(0x2f) || (dots && one(0x2e))
}

/** `T`, blanks and commas between a date and a time. */
function timeMark(anyCase: boolean): boolean {
  const start = at
  while (one(0x54) || one(space) || one(0x2c) || (anyCase && one(0x74)));
  return at > start
}

/** 12:02, 12:02:11, 12:02:11.123 */
function clock(withSeconds: boolean): boolean {
  if (!digits(1, 2) || !one(0x3a) || !digits(2, 2)) return false
  const minutes = at
  const hasSeconds = one(0x3a) && digits(2, 2)
  if (!hasSeconds) {
    if (withSeconds) return false
    at = minutes
  }
  fraction()
  return true
}

/** .123, of a second. */
function fraction(): void {
  const whole = at
  if (!((one(0x2e) || one(0x2c)) && digits(1, 9))) at = whole
}

/** `AM`, `PM`; where `shortened`, `A` and `P` too. */
function halfOfDay(shortened: boolean): void {
  const start = at
  one(space)
  const letter = at < end ? bytes[at]! | 0x20 : 0
  if (letter === 0x61 || letter === 0x70) {
    at++
    const isWhole = at < end && (bytes[at]! | 0x20) === 0x6d
    if (isWhole) at++
    if ((isWhole || shortened) && !isWordByte(at)) return
  }
  at = start
}

function month(): boolean {
  return months.some(word)
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** The bracket that closes a time, and what separates it from the rest. */
function closing(): boolean {
  one(0x5d)
  return separators()
}

function separators(): boolean {
  while (at < end && (isBlank(at) || bytes[at] === 0x3a || bytes[at] === 0x2c || bytes[at] === 0x2d))
    at += blankLength(at)
  return true
}

function levelEnd(): boolean {
  while (at < end && (isBlank(at) || bytes[at] === 0x3a || bytes[at] === 0x2d)) at += blankLength(at)
  return true
}

function blanks(most = Number.POSITIVE_INFINITY): void {
  for (let left = most; left > 0 && isBlank(at); left--) at += blankLength(at)
}

/** Blanks of ASCII within a line, and the one that does not break it. */
function isBlank(i: number): boolean {
  if (i >= end) return false
  const byte = bytes[i]!
  return (
    byte === space ||
    byte === 0x09 ||
    byte === 0x0b ||
    byte === 0x0c ||
    (byte === 0xc2 && i + 1 < end && bytes[i + 1] === 0xa0)
  )
}

function blankLength(i: number): number {
  return bytes[i] === 0xc2 ? 2 : 1
}

/** Of the character of UTF-8 that begins there. */
function characterLength(i: number): number {
  let length = 1
  while (i + length < end && (bytes[i + length]! & 0xc0) === 0x80) length++
  return length
}

function isWordByte(i: number): boolean {
  return i < end && wordBytes[bytes[i]!] === 1
}

function bytesOf(text: string): Uint8Array {
  const kinds = new Uint8Array(256)
  for (let i = 0; i < text.length; i++) kinds[text.charCodeAt(i)] = 1
  return kinds
}

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_'
const wordBytes = bytesOf(letters)
const hostPart = bytesOf(`${letters}.-`)
const letterKinds = bytesOf(letters.slice(0, 52))
const processPart = bytesOf(`${letters}./-`)
const noFileName = bytesOf('<>|"*?\n\r')

/** By byte: bit n where prefix n can begin with it. */
const starts = (() => {
  const digits = '0123456789'
  const beginnings = [
    '>|\xe2',
    `[${digits}`,
    `[${digits}`,
    'JFMASOND',
    `[${digits}`,
    '[<(',
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    `$.-${letters}`,
  ]
  const table = new Uint8Array(256)
  for (const [i, bytes] of beginnings.entries()) {
    for (let at = 0; at < bytes.length; at++) table[bytes.charCodeAt(at)]! |= 1 << i
  }
  return table
})()
