import { describe, expect, test } from 'vitest'
import { generalBackground } from '../../src/rules/background.ts'
import {
  parseMessage,
  printSignature,
  readSignature,
  SignatureError,
  sentenceBits,
  signatureOf,
} from '../../src/rules/signature.ts'

describe('the signature of a quoted message', () => {
  const cases: readonly [what: string, message: string, signature: string][] = [
    ['keeps its words', 'The disk may be damaged.', 'the disk may be damaged'],
    [
      'has its sentences apart',
      'The spooler is damaged. Reinstall it!',
      'the spooler is damaged . reinstall it',
    ],
    ['joins those that say little', 'Disk is full. Try again!', 'disk is full try again'],
    ['loses the time that a log prints before it', '05-14-93 11:32 Cannot print', 'cannot print'],
    [
      'has apart what brackets and colons set apart',
      'Spooler damage: licence expired (floppy defective)',
      'spooler damage . licence expired . floppy defective',
    ],
    ['loses the word that only announces it', 'Error: The disk is full', 'the disk is full'],
    ['keeps a number that says which message it is', 'Error 1720 in module', 'error 1720 in module'],
    ['keeps a number that is part of a name', 'Requires Windows 95 or later', 'requires windows 95 or later'],
    [
      'keeps the number of a code that a product has for itself',
      'ORA-12641: service failed',
      'ora 12641 . service failed',
    ],
    ['has holes for other numbers', 'You have 1,250 messages', 'you have {num} messages'],
    [
      'keeps it in quotation marks too',
      "Run-time error '13': Type mismatch",
      'run time error 13 . type mismatch',
    ],
    ['has holes for paths', 'Cannot open C:\\DATA\\My Files\\x.mdb now', 'cannot open {path} now'],
    ['has holes for shares', 'Cannot connect to \\\\SERVER\\Share', 'cannot connect to {unc}'],
    [
      'has holes for addresses on the web',
      'Cannot find http://example.com/a?b=c here',
      'cannot find {url} here',
    ],
    [
      'has holes for files, and remembers them',
      'Cannot load Mfc42.dll now',
      'cannot load {file=mfc42.dll} now',
    ],
    [
      'takes an ending for a file only if it is one',
      'It failed.Then it stopped',
      'it failed then it stopped',
    ],
    ['has holes for dates and times', 'Since 6/21/99 at 12:30 pm nothing', 'since {date} at {time} nothing'],
    ['has holes for machines', 'Host 10.0.0.1 refused', 'host {ip} refused'],
    [
      'has holes for class ids',
      'Class {00020906-0000-0000-C000-000000000046} missing',
      'class {guid} missing',
    ],
    ['has holes for addresses in memory', 'Exception at 0028:C0011E36 in VxD', 'exception at {addr} in vxd'],
    ['has holes for small numbers in base 16', 'Port 0x3F8 busy', 'port {hex} busy'],
    [
      'has codes that stand for all notations',
      'Failed with 0x80070005 today',
      'failed with {=hresult:0x80070005} today',
    ],
    ['has holes for quoted names', 'Table "tbl_2" is locked', 'table {quoted} is locked'],
    ['keeps quoted words', 'Click "cancel" now', 'click cancel now'],
    [
      'has named holes where the article has them',
      'Logon to <server name> failed',
      'logon to {server-name:any:1..4} failed',
    ],
    ['takes a type for no name', 'Open <file> now', 'open {any:1..4} now'],
    ['has holes for %1 and %s', 'Bad %1 in %s', 'bad {any:1..4} in {any:1..4}'],
    ['has holes for xxx', 'Error in xxxx at 0xXXXX', 'error in {any:1..2} at {hex}'],
    ['has one hole for several in a row', 'Cannot open %1 %2 now', 'cannot open {any:2..8} now'],
    ['has holes of at most twelve words', 'a <b> <c> <d> <e> z', 'a {any:4..12} z'],
    ['is cut where a message has no end', `${'word '.repeat(200)}`, Array(80).fill('word').join(' ')],
    ['keeps a lone angle bracket', 'a < b', 'a b'],
  ]
  test.each(cases)('%s', (_, message, signature) => {
    expect(printSignature(signatureOf(message))).toBe(signature)
  })

  test('of holes alone is none', () => {
    expect(signatureOf('%1')).toEqual([])
    expect(signatureOf('')).toEqual([])
  })

  test('reads back as it was written', () => {
    for (const [, message] of cases) {
      const sentences = signatureOf(message)
      expect(readSignature(printSignature(sentences))).toEqual(sentences)
    }
  })

  test('counts its fixed words', () => {
    const bits = (message: string): number =>
      signatureOf(message).reduce((sum, sentence) => sum + sentenceBits(sentence, generalBackground), 0)
    expect(bits('Access is denied')).toBeLessThan(12)
    expect(bits('Access to C:\\x is denied')).toBeCloseTo(bits('Access to D:\\y\\z is denied'))
    expect(
      bits('This is an invalid CD Key value. Check the identification number from your CD sticker.'),
    ).toBeGreaterThan(40)
    expect(bits('0x80070005')).toBe(12)
  })
})

describe('a hand-written message', () => {
  test.each([
    ['The disk may be damaged{any:0..8}', 'the disk may be damaged {any:0..8}'],
    [
      'Damaged licence of {user}. Reinstall the spooler of {user:name}!',
      'damaged licence of {user:name} . reinstall the spooler of {user:name}',
    ],
    ['Cannot open {source:path} or {file}', 'cannot open {source:path} or {file}'],
    ['Failed: {code:win32}', 'failed {code:win32}'],
    ['Failed with {=hresult:0x80070005}', 'failed with {=hresult:0x80070005}'],
    ['Error 1720 {any:3}', 'error 1720 {any:3..3}'],
    ['{any}. Disk full', 'disk full'],
  ])('%s', (pattern, signature) => {
    const sentences = parseMessage(pattern)
    expect(printSignature(sentences)).toBe(signature)
    expect(readSignature(printSignature(sentences))).toEqual(sentences)
  })

  test.each([
    ['{any:1..4}', 'a message needs at least one fixed word'],
    ['', 'a message needs at least one fixed word'],
    ['disk {any:0..99}', '"0..99" is not a number of words'],
    ['disk {any:4..1}', '"4..1" is not a number of words'],
    ['disk {any:0}', '"0" is not a number of words'],
    ['disk {any:many}', '"many" is not a number of words'],
    ['disk {Server}', '"{Server}" is not a hole'],
    ['disk {}', '"{}" is not a hole'],
    ['disk {server:regex}', 'a hole has no type "regex"'],
    ['disk {any:1..2:x}', 'a hole has no type "any:1..2:x"'],
    ['disk {=dos:5}', 'there is no family of codes "dos"'],
    ['disk {code:dos}', 'there is no family of codes "dos"'],
  ])('that is not one is refused: %j', (pattern, message) => {
    expect(() => parseMessage(pattern)).toThrow(SignatureError)
    expect(() => parseMessage(pattern)).toThrow(message)
  })
})
