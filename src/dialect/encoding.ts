// Which characters do these bytes stand for?
//
//     byte-order mark                             what it says
//     well-formed UTF-8, so ASCII too             utf-8
//     every other byte NUL                        utf-16le or utf-16be
//     a page that declares a legacy encoding      that one
//     more well-formed UTF-8 than damage          utf-8, damage replaced by U+FFFD
//     anything else that is not binary            windows-1252
//
// The mark stays in the text, for offsets count it. Nothing here needs Node. Windows-1252 is decoded by a table of our
// own: Node 20 takes `windows-1252` for Latin-1 and gives 0x92 as a control character instead of an apostrophe.

import type { DeclaredEncoding, Encoding, Issue } from '../article/article.ts'

export interface Decoded {
  /** Lost characters are U+FFFD; empty where the bytes are binary. */
  readonly text: string
  readonly encoding: Encoding
  /** At most one `odd-bytes`, at the first character that is lost or that no text should hold. */
  readonly issues: readonly Issue[]
  /** What the bytes are instead of text ("a PNG image"); `null` for text. */
  readonly binary: string | null
}

/** Never throws. Cost: one pass of the platform's UTF-8 decoder for nearly every article, a few passes for odd ones. */
export function decode(bytes: Uint8Array): Decoded {
  const clean = wellFormedUtf8(bytes)
  // a string is looked through in less time than an array
  const hasNul = clean === null ? bytes.includes(0) : clean.includes('\0')
  if (clean !== null && !hasNul) return { text: clean, encoding: 'utf-8', issues: [], binary: null }
  const strange = controlShare(bytes) > 0.05
  const format = hasNul || strange ? formatOf(bytes) : null
  if (format !== null) return binary(format)
  const encoding = encodingByMark(bytes) ?? encodingByNuls(bytes)
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return decodeUtf16(bytes, encoding)
  return strange ? binary('binary data') : decodeDamaged(bytes, encoding === 'utf-8')
}

function binary(format: string): Decoded {
  return { text: '', encoding: 'utf-8', issues: [], binary: format }
}

// --- Binary files, by the bytes they start with -------------------------------------------------------------------

/** Asked only of bytes with NULs or many control characters, so signatures made of letters do no harm. */
const formats: readonly { readonly name: string; readonly bytes: string; readonly at?: number }[] = [
  { name: 'a PNG image', bytes: '\x89PNG\r\n\x1a\n' },
  { name: 'a JPEG image', bytes: '\xff\xd8\xff' },
  { name: 'a GIF image', bytes: 'GIF8' },
  { name: 'a TIFF image', bytes: 'II*\0' },
  { name: 'a TIFF image', bytes: 'MM\0*' },
  { name: 'an icon', bytes: '\0\0\x01\0' },
  { name: 'a WebP image, WAV sound or AVI video', bytes: 'RIFF' },
  { name: 'an MP4 video', bytes: 'ftyp', at: 4 },
  { name: 'a PDF document', bytes: '%PDF-' },
  { name: 'a ZIP archive or Office document', bytes: 'PK\x03\x04' },
  { name: 'an empty ZIP archive', bytes: 'PK\x05\x06' },
  { name: 'an Office 97-2003 document', bytes: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' },
  { name: 'a gzip archive', bytes: '\x1f\x8b' },
  { name: 'a bzip2 archive', bytes: 'BZh' },
  { name: 'an xz archive', bytes: '\xfd7zXZ\0' },
  { name: 'a zstd archive', bytes: '\x28\xb5\x2f\xfd' },
  { name: 'a 7-Zip archive', bytes: "7z\xbc\xaf'\x1c" },
  { name: 'a RAR archive', bytes: 'Rar!\x1a\x07' },
  { name: 'a cabinet archive', bytes: 'MSCF\0\0' },
  { name: 'a tar archive', bytes: 'ustar', at: 257 },
  { name: 'a compiled help file', bytes: 'ITSF\x03\0' },
  { name: 'a help file', bytes: '?_\x03\0' },
  { name: 'a Windows program', bytes: 'MZ' },
  { name: 'a Linux program', bytes: '\x7fELF' },
  { name: 'a Java class', bytes: '\xca\xfe\xba\xbe' },
  { name: 'a WebAssembly module', bytes: '\0asm' },
  { name: 'an SQLite database', bytes: 'SQLite format 3\0' },
  { name: 'UTF-32 text', bytes: '\xff\xfe\0\0' },
  { name: 'UTF-32 text', bytes: '\0\0\xfe\xff' },
]

function formatOf(bytes: Uint8Array): string | null {
  return formats.find(({ bytes: signature, at = 0 }) => startsWith(bytes, signature, at))?.name ?? null
}

function startsWith(bytes: Uint8Array, signature: string, at: number): boolean {
  for (let i = 0; i < signature.length; i++) {
    if (bytes[at + i] !== signature.charCodeAt(i)) return false
  }
  return true
}

/** Control characters that texts do not use, among the first bytes; in random bytes it is a tenth. */
function controlShare(bytes: Uint8Array): number {
  const length = Math.min(bytes.length, 65_536)
  let count = 0
  for (let i = 0; i < length; i++) {
    if (isOddControl(bytes[i]!)) count++
  }
  return length === 0 ? 0 : count / length
}

function isOddControl(code: number): boolean {
  return code < 32 && code !== 9 && code !== 10 && code !== 12 && code !== 13 && code !== 27
}

// --- UTF-16 -------------------------------------------------------------------------------------------------------

function encodingByMark(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return null
}

/**
 * UTF-16 without a mark shows in its ASCII, of which blanks and line ends at least are left in every script. Tables of
 * numbers look alike, so hardly a unit may be one that texts do not use.
 */
function encodingByNuls(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const units = Math.min(bytes.length, 65_536) >> 1
  const little = census(bytes, units, 'utf-16le')
  const big = census(bytes, units, 'utf-16be')
  const encoding = little.ascii > big.ascii ? 'utf-16le' : 'utf-16be'
  const { ascii, strange } = encoding === 'utf-16le' ? little : big
  return ascii > units * 0.05 && strange < units * 0.02 ? encoding : null
}

function census(bytes: Uint8Array, units: number, encoding: Encoding): { ascii: number; strange: number } {
  const low = encoding === 'utf-16le' ? 0 : 1
  let ascii = 0
  let strange = 0
  for (let i = 0; i < units * 2; i += 2) {
    const unit = bytes[i + low]! | (bytes[i + 1 - low]! << 8)
    if (isOddControl(unit) || (unit >= 0xe000 && unit < 0xf900)) strange++
    else if (unit < 0x7f) ascii++
  }
  return { ascii, strange }
}

function decodeUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): Decoded {
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes)
  return { text, encoding, issues: damage(text, 'half a UTF-16 character'), binary: null }
}

// --- UTF-8 and windows-1252 ---------------------------------------------------------------------------------------

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const lenient = new TextDecoder('utf-8', { ignoreBOM: true })

function wellFormedUtf8(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes)
  } catch {
    return null
  }
}

function decodeDamaged(bytes: Uint8Array, marked: boolean): Decoded {
  const text = lenient.decode(bytes)
  const declared = marked ? null : declaredEncoding(bytes)
  if (declared !== null) {
    const page = new TextDecoder(declared).decode(bytes)
    return {
      text: page,
      encoding: declared,
      issues: damage(page, `bytes that are not ${declared}`),
      binary: null,
    }
  }
  if (marked || mostlyUtf8(text)) {
    return { text, encoding: 'utf-8', issues: damage(text, 'bytes that are not UTF-8'), binary: null }
  }
  const western = decodeWindows1252(bytes)
  const issues = damage(western, 'bytes that mean nothing in windows-1252')
  return { text: western, encoding: 'windows-1252', issues, binary: null }
}

const declarable: readonly DeclaredEncoding[] = [
  'big5',
  'euc-jp',
  'euc-kr',
  'gb18030',
  'gbk',
  'ibm866',
  'iso-8859-2',
  'iso-8859-5',
  'iso-8859-7',
  'iso-8859-15',
  'koi8-r',
  'koi8-u',
  'shift_jis',
  'windows-874',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'windows-1258',
]

/** What `<meta charset>` or `<?xml encoding>` of a page says, if it is neither UTF-8 nor windows-1252. */
function declaredEncoding(bytes: Uint8Array): DeclaredEncoding | null {
  const head = lenient.decode(bytes.subarray(0, 1024))
  const label = /^[\s\ufeff]*<.*?\b(?:charset|encoding) ?= ?["']?([\w-]{2,20})/is
    .exec(head)?.[1]
    ?.toLowerCase()
  return declarable.find((name) => name === label || aliases[name]?.includes(label ?? '')) ?? null
}

/** Other labels in use; `iso-8859-9` is read as the superset that browsers read. */
const aliases: Partial<Record<DeclaredEncoding, readonly string[]>> = {
  gbk: ['gb2312', 'x-gbk'],
  shift_jis: ['shift-jis', 'sjis', 'x-sjis', 'windows-31j'],
  'windows-874': ['tis-620', 'iso-8859-11'],
  'windows-1251': ['cp1251'],
  'windows-1254': ['iso-8859-9'],
  'euc-kr': ['ks_c_5601-1987', 'windows-949'],
  'koi8-r': ['koi8'],
}

/** In texts of one byte a character, two bytes that make one of UTF-8 seldom meet. */
function mostlyUtf8(text: string): boolean {
  let good = 0
  let bad = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0xfffd) bad++
    else if (code > 0x7f) good++
  }
  return bad === 0 || good > bad * 2
}

/** 0x80 to 0x9F; the rest is Latin-1. Five bytes are undefined. */
const windows1252 = '€�‚ƒ„…†‡ˆ‰Š‹Œ�Ž��‘’“”•–—˜™š›œ�žŸ'

function decodeWindows1252(bytes: Uint8Array): string {
  const chunk = 8192
  let text = ''
  for (let from = 0; from < bytes.length; from += chunk) {
    const units = Array.from(bytes.subarray(from, from + chunk), (byte) =>
      byte >= 0x80 && byte < 0xa0 ? windows1252.charCodeAt(byte - 0x80) : byte,
    )
    text += String.fromCharCode(...units)
  }
  return text
}

function damage(text: string, what: string): readonly Issue[] {
  let first = -1
  let lost = 0
  let nuls = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code !== 0xfffd && code !== 0) continue
    if (first < 0) first = i
    if (code === 0) nuls++
    else lost++
  }
  if (first < 0) return []
  const found = [
    ...(lost > 0 ? [`${lost} characters are lost: ${what}`] : []),
    ...(nuls > 0 ? [`${nuls} NUL characters`] : []),
  ]
  return [{ code: 'odd-bytes', message: found.join('; '), offset: first }]
}
