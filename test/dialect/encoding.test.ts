import { describe, expect, test } from 'vitest'
import type { Encoding } from '../../src/article/article.ts'
import { decode } from '../../src/dialect/encoding.ts'

/** Bytes are written as Latin-1: one character, one byte. */
function bytesOf(latin1: string): Uint8Array {
  return Uint8Array.from(latin1, (char) => char.charCodeAt(0))
}

/** An oracle of its own: code units, one after the other. */
function utf16(text: string, order: 'le' | 'be'): Uint8Array {
  const bytes = new Uint8Array(text.length * 2)
  for (let i = 0; i < text.length; i++) {
    new DataView(bytes.buffer).setUint16(i * 2, text.charCodeAt(i), order === 'le')
  }
  return bytes
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** Windows-1252 from the characters that the tests use. */
const western: Record<string, number> = {
  '€': 0x80,
  '‚': 0x82,
  '…': 0x85,
  '‘': 0x91,
  '’': 0x92,
  '“': 0x93,
  '”': 0x94,
  '•': 0x95,
  '–': 0x96,
  '—': 0x97,
  '™': 0x99,
  œ: 0x9c,
  Ÿ: 0x9f,
}

function windows1252(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => western[char] ?? char.charCodeAt(0))
}

const texts: Record<string, string> = {
  'one letter': 'a',
  'a line': 'The printer stays silent.\n',
  'an article': '---\nkb: quiet-printer\n---\n# Printer stays silent\r\n\r\n## Cause\r\n\r\nNo paper.\r\n',
  'french words': 'Le modem est déjà occupé.\nRéessayez après la fin de l’appel.\n',
  'german words': 'Der Schlüssel ist ungültig: “größer als 10 €”.\n',
  'dashes and bullets': '• Click Start — then Run…\n• Type ‘winver’ – and wait™\n',
  'a long text': 'Wait for the lamp to stop blinking – then restart.\n'.repeat(400),
}

const beyondWestern: Record<string, string> = {
  'russian words': 'Принтер не отвечает.\nПроверьте кабель.\n',
  'greek words': 'Ο εκτυπωτής δεν απαντά.\nΕλέγξτε το καλώδιο.\n',
  'japanese words': 'プリンターが応答しません。\nケーブルを確認 してください。\n',
  'thai words': 'เครื่องพิมพ์ ไม่ตอบสนอง\n',
  'box drawing': '┌──┐\n│ok│\n└──┘\n',
  'an emoji': 'The light is 🔴 red.\n',
}

const fonts = { ...texts, ...beyondWestern }

interface Case {
  name: string
  bytes: Uint8Array
  text: string
  encoding: Encoding
  issue?: number
}

function check({ bytes, text, encoding, issue }: Case): void {
  const decoded = decode(bytes)
  expect(decoded.binary).toBeNull()
  expect(decoded.text).toBe(text)
  expect(decoded.encoding).toBe(encoding)
  expect(decoded.issues.map(({ code, offset }) => [code, offset])).toEqual(
    issue === undefined ? [] : [['odd-bytes', issue]],
  )
}

describe('whole texts', () => {
  const cases = Object.entries(fonts).flatMap(([name, text]): Case[] => [
    { name: `${name} in UTF-8`, bytes: utf8(text), text, encoding: 'utf-8' },
    {
      name: `${name} in UTF-8 with a mark`,
      bytes: utf8(`\ufeff${text}`),
      text: `\ufeff${text}`,
      encoding: 'utf-8',
    },
    {
      name: `${name} in UTF-16LE with a mark`,
      bytes: utf16(`\ufeff${text}`, 'le'),
      text: `\ufeff${text}`,
      encoding: 'utf-16le',
    },
    {
      name: `${name} in UTF-16BE with a mark`,
      bytes: utf16(`\ufeff${text}`, 'be'),
      text: `\ufeff${text}`,
      encoding: 'utf-16be',
    },
    { name: `${name} in UTF-16LE`, bytes: utf16(text, 'le'), text, encoding: 'utf-16le' },
    { name: `${name} in UTF-16BE`, bytes: utf16(text, 'be'), text, encoding: 'utf-16be' },
  ])
  test.each(cases)('$name', check)

  const westernCases = Object.entries(texts)
    .filter(([, text]) => /[^\0-\x7f]/.test(text))
    .map(([name, text]): Case => ({ name, bytes: windows1252(text), text, encoding: 'windows-1252' }))
  test.each(westernCases)('$name in windows-1252', check)

  test.each([
    { name: 'nothing', bytes: bytesOf(''), text: '', encoding: 'utf-8' },
    { name: 'only a UTF-8 mark', bytes: bytesOf('\xef\xbb\xbf'), text: '\ufeff', encoding: 'utf-8' },
    { name: 'only a UTF-16LE mark', bytes: bytesOf('\xff\xfe'), text: '\ufeff', encoding: 'utf-16le' },
    { name: 'only a UTF-16BE mark', bytes: bytesOf('\xfe\xff'), text: '\ufeff', encoding: 'utf-16be' },
    { name: 'only line ends', bytes: bytesOf('\r\n\r\n'), text: '\r\n\r\n', encoding: 'utf-8' },
    {
      name: 'an escape sequence',
      bytes: bytesOf('\x1b[31mred\x1b[0m'),
      text: '\x1b[31mred\x1b[0m',
      encoding: 'utf-8',
    },
    {
      name: 'a file end mark of DOS',
      bytes: bytesOf('ready.\r\n\x1a'),
      text: 'ready.\r\n\x1a',
      encoding: 'utf-8',
    },
    {
      name: 'a text that starts with letters of a signature',
      bytes: windows1252('MZ is the mark of a “program”.'),
      text: 'MZ is the mark of a “program”.',
      encoding: 'windows-1252',
    },
    {
      name: 'a text that starts like a GIF image',
      bytes: bytesOf('GIF89a files do not print.'),
      text: 'GIF89a files do not print.',
      encoding: 'utf-8',
    },
    { name: 'a hard space', bytes: bytesOf('4.0\xa0SP1'), text: '4.0\u00a0SP1', encoding: 'windows-1252' },
    {
      name: 'two Latin letters that are one UTF-8 character',
      bytes: bytesOf('caf\xc3\xa9'),
      text: 'café',
      encoding: 'utf-8',
    },
  ] satisfies Case[])('$name', check)
})

describe('every byte of windows-1252', () => {
  const undefinedBytes = [0x81, 0x8d, 0x8f, 0x90, 0x9d]
  const high = '€.‚ƒ„…†‡ˆ‰Š‹Œ.Ž..‘’“”•–—˜™š›œ.žŸ'
  const bytes = Array.from({ length: 32 }, (_, i) => 0x80 + i)

  test.each(bytes.filter((byte) => !undefinedBytes.includes(byte)))('%i is a character', (byte) => {
    check({
      name: '',
      bytes: bytesOf(`a ${String.fromCharCode(byte)} b`),
      text: `a ${high[byte - 0x80]} b`,
      encoding: 'windows-1252',
    })
  })

  test.each(undefinedBytes)('%i is lost and said so', (byte) => {
    check({
      name: '',
      bytes: bytesOf(`a ${String.fromCharCode(byte)} b`),
      text: 'a \ufffd b',
      encoding: 'windows-1252',
      issue: 2,
    })
  })
})

describe('damage', () => {
  const long = 'Größe und Übergröße: größer.\n'
  const cut = utf8(`${long}é`).subarray(0, -1)
  test.each([
    {
      name: 'UTF-8 cut inside its last character',
      bytes: cut,
      text: `${long}\ufffd`,
      encoding: 'utf-8',
      issue: long.length,
    },
    {
      name: 'one stray byte in UTF-8',
      bytes: bytesOf('\xc3\xa4\xc3\xb6\xc3\xbc\xff!'),
      text: 'äöü\ufffd!',
      encoding: 'utf-8',
      issue: 3,
    },
    {
      name: 'a stray byte after a UTF-8 mark',
      bytes: bytesOf('\xef\xbb\xbfab\xe9c'),
      text: '\ufeffab\ufffdc',
      encoding: 'utf-8',
      issue: 3,
    },
    {
      name: 'an overlong UTF-8 slash after a mark',
      bytes: bytesOf('\xef\xbb\xbf\xc0\xaf'),
      text: '\ufeff\ufffd\ufffd',
      encoding: 'utf-8',
      issue: 1,
    },
    {
      name: 'a surrogate in UTF-8 after a mark',
      bytes: bytesOf('\xef\xbb\xbf\xed\xa0\x80'),
      text: '\ufeff\ufffd\ufffd\ufffd',
      encoding: 'utf-8',
      issue: 1,
    },
    {
      name: 'a NUL in a line of ASCII',
      bytes: bytesOf(`${'ten chars '.repeat(9)}\0 end`),
      text: `${'ten chars '.repeat(9)}\0 end`,
      encoding: 'utf-8',
      issue: 90,
    },
    {
      name: 'a NUL in windows-1252',
      bytes: bytesOf(`${'it\x92s here '.repeat(9)}\0`),
      text: `${'it’s here '.repeat(9)}\0`,
      encoding: 'windows-1252',
      issue: 90,
    },
    {
      name: 'a NUL after a UTF-8 mark',
      bytes: bytesOf(`\xef\xbb\xbf${'ten chars '.repeat(9)}\0`),
      text: `\ufeff${'ten chars '.repeat(9)}\0`,
      encoding: 'utf-8',
      issue: 91,
    },
    {
      name: 'UTF-16LE with half a unit at the end',
      bytes: new Uint8Array([...utf16('\ufeffready', 'le'), 0x2e]),
      text: '\ufeffready\ufffd',
      encoding: 'utf-16le',
      issue: 6,
    },
    {
      name: 'UTF-16BE with half a unit at the end',
      bytes: new Uint8Array([...utf16('\ufeffready', 'be'), 0x2e]),
      text: '\ufeffready\ufffd',
      encoding: 'utf-16be',
      issue: 6,
    },
    {
      name: 'half a character in UTF-16LE',
      bytes: utf16('\ufeffa\ud800b', 'le'),
      text: '\ufeffa\ufffdb',
      encoding: 'utf-16le',
      issue: 2,
    },
    {
      name: 'half a character in UTF-16BE',
      bytes: utf16('\ufeffa\udc00b', 'be'),
      text: '\ufeffa\ufffdb',
      encoding: 'utf-16be',
      issue: 2,
    },
    {
      name: 'umlauts of cp850 that windows-1252 has too',
      bytes: bytesOf('Dr\x81cker'),
      text: 'Dr\ufffdcker',
      encoding: 'windows-1252',
      issue: 2,
    },
    {
      name: 'Shift_JIS',
      bytes: bytesOf('\x83v\x83\x8a\x83\x93\x83^\x81[ error'),
      text: 'ƒvƒŠƒ“ƒ^\ufffd[ error',
      encoding: 'windows-1252',
      issue: 8,
    },
    {
      name: 'cp437 box drawing',
      bytes: bytesOf('\xc9\xcd\xbb ok \xc8\xcd\xbc'),
      text: 'ÉÍ» ok ÈÍ¼',
      encoding: 'windows-1252',
    },
  ] satisfies Case[])('$name', check)

  test('the message counts what was lost', () => {
    expect(decode(bytesOf('a\x81b\x8dc')).issues[0]?.message).toBe(
      '2 characters are lost: bytes that mean nothing in windows-1252',
    )
  })
})

describe('binary files', () => {
  const tail = '\0\x01\x02\xff\xfe\x03\0\0\x10rest of the file'
  test.each([
    ['\x89PNG\r\n\x1a\n', 'a PNG image'],
    ['\xff\xd8\xff\xe0', 'a JPEG image'],
    ['GIF89a', 'a GIF image'],
    ['GIF87a', 'a GIF image'],
    ['II*\0', 'a TIFF image'],
    ['MM\0*', 'a TIFF image'],
    ['\0\0\x01\0', 'an icon'],
    ['RIFF', 'a WebP image, WAV sound or AVI video'],
    ['\0\0\0\x18ftypmp42', 'an MP4 video'],
    ['%PDF-1.4\n%\xe2\xe3', 'a PDF document'],
    ['PK\x03\x04', 'a ZIP archive or Office document'],
    ['PK\x05\x06', 'an empty ZIP archive'],
    ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'an Office 97-2003 document'],
    ['\x1f\x8b\x08', 'a gzip archive'],
    ['BZh9', 'a bzip2 archive'],
    ['\xfd7zXZ\0', 'an xz archive'],
    ['\x28\xb5\x2f\xfd', 'a zstd archive'],
    ["7z\xbc\xaf'\x1c", 'a 7-Zip archive'],
    ['Rar!\x1a\x07', 'a RAR archive'],
    ['MSCF\0\0', 'a cabinet archive'],
    ['ITSF\x03\0', 'a compiled help file'],
    ['?_\x03\0', 'a help file'],
    ['MZ\x90\0', 'a Windows program'],
    ['\x7fELF', 'a Linux program'],
    ['\xca\xfe\xba\xbe', 'a Java class'],
    ['\0asm', 'a WebAssembly module'],
    ['SQLite format 3\0', 'an SQLite database'],
    ['\xff\xfe\0\0a\0\0\0', 'UTF-32 text'],
    ['\0\0\xfe\xff\0\0\0a', 'UTF-32 text'],
    [`${'a'.repeat(257)}ustar`, 'a tar archive'],
    ['\x01\x02\x03\x04\x05', 'binary data'],
    ['\0'.repeat(100), 'binary data'],
    ['\x07\0\0\0\x09\0\0\0\x01\0\0\0\x02\0\0\0', 'binary data'],
  ])('%j is %s', (head, format) => {
    expect(decode(bytesOf(head + tail))).toEqual({ text: '', encoding: 'utf-8', issues: [], binary: format })
  })

  test('random bytes are binary', () => {
    let seed = 20261121
    const bytes = Uint8Array.from({ length: 4096 }, () => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
      return seed >>> 24
    })
    expect(decode(bytes).binary).toBe('binary data')
  })

  test('a column of 16-bit numbers is not UTF-16', () => {
    const numbers = Uint16Array.from({ length: 500 }, (_, i) => (i + 3) % 29)
    expect(decode(new Uint8Array(numbers.buffer)).binary).toBe('binary data')
  })
})

describe('encodings that a page declares', () => {
  const page = (label: string, text: string): Uint8Array =>
    bytesOf(
      `<html><head><meta http-equiv="Content-Type" content="text/html; charset=${label}"></head>${text}`,
    )

  test.each<[string, string, string, Encoding]>([
    ['windows-1251', '\xcf\xf0\xe8\xed\xf2\xe5\xf0', 'Принтер', 'windows-1251'],
    ['KOI8-R', '\xf0\xd2\xc9\xce\xd4\xc5\xd2', 'Принтер', 'koi8-r'],
    ['Shift_JIS', '\x83v\x83\x8a\x83\x93\x83^\x81[', 'プリンター', 'shift_jis'],
    ['x-sjis', '\x83v\x83\x8a\x83\x93\x83^\x81[', 'プリンター', 'shift_jis'],
    ['euc-jp', '\xa5\xd7\xa5\xea\xa5\xf3\xa5\xbf\xa1\xbc', 'プリンター', 'euc-jp'],
    ['big5', '\xa6L\xaa\xed\xbe\xf7', '印表機', 'big5'],
    ['gb2312', '\xb4\xf2\xd3\xa1\xbb\xfa', '打印机', 'gbk'],
    ['euc-kr', '\xc7\xc1\xb8\xb0\xc5\xcd', '프린터', 'euc-kr'],
    ['iso-8859-2', 'tisk\xe1rna \xb9', 'tiskárna š', 'iso-8859-2'],
    ['windows-1253', '\xc5\xea\xf4\xf5\xf0\xf9\xf4\xde\xf2', 'Εκτυπωτής', 'windows-1253'],
    ['iso-8859-9', 'yaz\xfdc\xfd', 'yazıcı', 'windows-1254'],
    ['iso-8859-1', 'd\xe9j\xe0 \x92', 'déjà ’', 'windows-1252'],
    ['no-such', 'd\xe9j\xe0', 'déjà', 'windows-1252'],
  ])('%s', (label, latin1, text, encoding) => {
    const decoded = decode(page(label, latin1))
    expect(decoded.text.slice(-text.length)).toBe(text)
    expect(decoded).toMatchObject({ encoding, issues: [], binary: null })
  })

  test('well-formed UTF-8 is UTF-8, whatever the page declares', () => {
    const text = '<meta charset="windows-1251">Größe'
    expect(decode(utf8(text))).toMatchObject({ text, encoding: 'utf-8' })
  })

  test('a text that is no page declares nothing', () => {
    expect(decode(bytesOf('charset=windows-1251 \xe9')).encoding).toBe('windows-1252')
  })

  test('what the declared encoding does not know is lost and said so', () => {
    const decoded = decode(page('shift_jis', '\x83v\xff'))
    expect(decoded.issues).toMatchObject([{ code: 'odd-bytes', offset: decoded.text.indexOf('\ufffd') }])
  })
})

test('an error in one text does not reach the next', () => {
  decode(bytesOf('abc\xe2\x82'))
  expect(decode(bytesOf('plain')).text).toBe('plain')
})
