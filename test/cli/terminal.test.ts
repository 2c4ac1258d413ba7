import { describe, expect, test } from 'vitest'
import {
  allPrintable,
  openScreen,
  printable,
  printableJson,
  wantsColour,
  wrap,
} from '../../src/cli/terminal.ts'

const ESC = '\x1b'
const BEL = '\x07'
const ST = `${ESC}\\`

/** What other people's bytes may hold, and what of it is shown. Sequences that terminals obey, by family. */
const shown: Readonly<Record<string, readonly (readonly [given: string, expected: string])[]>> = {
  'single C0 controls': [
    ['\x00', '^@'],
    ['\x01', '^A'],
    ['\x02', '^B'],
    ['\x03', '^C'],
    ['\x04', '^D'],
    ['\x05', '^E'],
    ['\x06', '^F'],
    ['\x07', '^G'],
    ['\x08', '^H'],
    ['\x0b', '^K'],
    ['\x0c', '^L'],
    ['\x0d', '^M'],
    ['\x0e', '^N'],
    ['\x0f', '^O'],
    ['\x10', '^P'],
    ['\x11', '^Q'],
    ['\x12', '^R'],
    ['\x13', '^S'],
    ['\x14', '^T'],
    ['\x15', '^U'],
    ['\x16', '^V'],
    ['\x17', '^W'],
    ['\x18', '^X'],
    ['\x19', '^Y'],
    ['\x1a', '^Z'],
    ['\x1b', '^['],
    ['\x1c', '^\\'],
    ['\x1d', '^]'],
    ['\x1e', '^^'],
    ['\x1f', '^_'],
    ['\x7f', '^?'],
  ],
  'C1 controls': Array.from({ length: 32 }, (_, i): [string, string] => [
    String.fromCharCode(0x80 + i),
    `\\x${(0x80 + i).toString(16)}`,
  ]),
  'line ends and tabs': [
    ['a\nb', 'a\nb'],
    ['a\r\nb', 'a\nb'],
    ['a\tb', 'a\tb'],
    ['a\rb', 'a^Mb'],
    ['a\r\r\nb', 'a^M\nb'],
    ['a\u2028b', 'a\nb'],
    ['a\u2029b', 'a\nb'],
    ['a\u0085b', 'a\\x85b'],
  ],
  'CSI: colours, cursor, screen, modes': [
    [`${ESC}[0m`, '^[[0m'],
    [`${ESC}[31m`, '^[[31m'],
    [`${ESC}[1;4;31m`, '^[[1;4;31m'],
    [`${ESC}[38;5;196m`, '^[[38;5;196m'],
    [`${ESC}[38;2;255;0;0m`, '^[[38;2;255;0;0m'],
    [`${ESC}[8m`, '^[[8m'],
    [`${ESC}[A`, '^[[A'],
    [`${ESC}[5A`, '^[[5A'],
    [`${ESC}[B`, '^[[B'],
    [`${ESC}[C`, '^[[C'],
    [`${ESC}[D`, '^[[D'],
    [`${ESC}[E`, '^[[E'],
    [`${ESC}[F`, '^[[F'],
    [`${ESC}[G`, '^[[G'],
    [`${ESC}[1;1H`, '^[[1;1H'],
    [`${ESC}[2J`, '^[[2J'],
    [`${ESC}[3J`, '^[[3J'],
    [`${ESC}[K`, '^[[K'],
    [`${ESC}[2K`, '^[[2K'],
    [`${ESC}[10S`, '^[[10S'],
    [`${ESC}[10T`, '^[[10T'],
    [`${ESC}[6n`, '^[[6n'],
    [`${ESC}[c`, '^[[c'],
    [`${ESC}[>c`, '^[[>c'],
    [`${ESC}[s`, '^[[s'],
    [`${ESC}[u`, '^[[u'],
    [`${ESC}[?25l`, '^[[?25l'],
    [`${ESC}[?47h`, '^[[?47h'],
    [`${ESC}[?1049h`, '^[[?1049h'],
    [`${ESC}[?1000h`, '^[[?1000h'],
    [`${ESC}[?1006h`, '^[[?1006h'],
    [`${ESC}[?2004h`, '^[[?2004h'],
    [`${ESC}[200~rm -rf${ESC}[201~`, '^[[200~rm -rf^[[201~'],
    [`${ESC}[20h`, '^[[20h'],
    [`${ESC}[4l`, '^[[4l'],
    [`${ESC}[!p`, '^[[!p'],
    [`${ESC}[61"p`, '^[[61"p'],
    [`${ESC}[1;24r`, '^[[1;24r'],
    [`${ESC}[8;50;100t`, '^[[8;50;100t'],
    [`${ESC}[21t`, '^[[21t'],
    [`${ESC}[?1;2c`, '^[[?1;2c'],
    [`${ESC}[100000b`, '^[[100000b'],
    [`${ESC}[`, '^[['],
    [`${ESC}[31`, '^[[31'],
    ['\x9b31m', '\\x9b31m'],
    ['\x9b2J', '\\x9b2J'],
    ['\x9b?1049h', '\\x9b?1049h'],
  ],
  'OSC: titles, links, clipboard, notifications, colours': [
    [`${ESC}]0;title${BEL}`, '^[]0;title^G'],
    [`${ESC}]0;title${ST}`, '^[]0;title^[\\'],
    [`${ESC}]1;icon${BEL}`, '^[]1;icon^G'],
    [`${ESC}]2;window${BEL}`, '^[]2;window^G'],
    [`${ESC}]4;1;rgb:00/00/00${BEL}`, '^[]4;1;rgb:00/00/00^G'],
    [`${ESC}]4;1;?${BEL}`, '^[]4;1;?^G'],
    [`${ESC}]7;file://host/tmp${BEL}`, '^[]7;file://host/tmp^G'],
    [
      `${ESC}]8;;http://evil.example/${ST}click${ESC}]8;;${ST}`,
      '^[]8;;http://evil.example/^[\\click^[]8;;^[\\',
    ],
    [`${ESC}]9;notice${BEL}`, '^[]9;notice^G'],
    [`${ESC}]9;4;1;50${BEL}`, '^[]9;4;1;50^G'],
    [`${ESC}]10;?${BEL}`, '^[]10;?^G'],
    [`${ESC}]11;#000000${BEL}`, '^[]11;#000000^G'],
    [`${ESC}]12;red${BEL}`, '^[]12;red^G'],
    [`${ESC}]50;font${BEL}`, '^[]50;font^G'],
    [`${ESC}]52;c;cm0gLXJm${BEL}`, '^[]52;c;cm0gLXJm^G'],
    [`${ESC}]52;p;?${ST}`, '^[]52;p;?^[\\'],
    [`${ESC}]99;i=1;hello${ST}`, '^[]99;i=1;hello^[\\'],
    [`${ESC}]104${BEL}`, '^[]104^G'],
    [`${ESC}]133;A${BEL}`, '^[]133;A^G'],
    [`${ESC}]633;E;cmd${BEL}`, '^[]633;E;cmd^G'],
    [`${ESC}]777;notify;a;b${BEL}`, '^[]777;notify;a;b^G'],
    [`${ESC}]1337;File=inline=1:AAAA${BEL}`, '^[]1337;File=inline=1:AAAA^G'],
    [`${ESC}]1337;SetUserVar=a=b${BEL}`, '^[]1337;SetUserVar=a=b^G'],
    [`${ESC}]0;never ended`, '^[]0;never ended'],
    ['\x9d0;title\x07', '\\x9d0;title^G'],
    ['\x9d0;title\x9c', '\\x9d0;title\\x9c'],
    ['\x9d52;c;AAAA\x9c', '\\x9d52;c;AAAA\\x9c'],
  ],
  'DCS, APC, PM, SOS': [
    [`${ESC}P$qm${ST}`, '^[P$qm^[\\'],
    [`${ESC}P+q544e${ST}`, '^[P+q544e^[\\'],
    [`${ESC}Pq#0;2;0;0;0${ST}`, '^[Pq#0;2;0;0;0^[\\'],
    [`${ESC}Ptmux;${ESC}${ESC}]52;c;AA${BEL}${ST}`, '^[Ptmux;^[^[]52;c;AA^G^[\\'],
    [`${ESC}P1000p%exit${ST}`, '^[P1000p%exit^[\\'],
    [`${ESC}P=1s${ST}`, '^[P=1s^[\\'],
    [`${ESC}_Gf=24,s=1;AAAA${ST}`, '^[_Gf=24,s=1;AAAA^[\\'],
    [`${ESC}_payload${BEL}`, '^[_payload^G'],
    [`${ESC}^private${ST}`, '^[^private^[\\'],
    [`${ESC}Xstring${ST}`, '^[Xstring^[\\'],
    [`${ESC}ktitle${ST}`, '^[ktitle^[\\'],
    ['\x90$qm\x9c', '\\x90$qm\\x9c'],
    ['\x9fGf=24;A\x9c', '\\x9fGf=24;A\\x9c'],
    ['\x9eprivate\x9c', '\\x9eprivate\\x9c'],
    ['\x98string\x9c', '\\x98string\\x9c'],
  ],
  'two-character escapes': [
    [`${ESC}c`, '^[c'],
    [`${ESC}7`, '^[7'],
    [`${ESC}8`, '^[8'],
    [`${ESC}=`, '^[='],
    [`${ESC}>`, '^[>'],
    [`${ESC}D`, '^[D'],
    [`${ESC}E`, '^[E'],
    [`${ESC}H`, '^[H'],
    [`${ESC}M`, '^[M'],
    [`${ESC}N`, '^[N'],
    [`${ESC}O`, '^[O'],
    [`${ESC}Z`, '^[Z'],
    [`${ESC}#8`, '^[#8'],
    [`${ESC}(0`, '^[(0'],
    [`${ESC})B`, '^[)B'],
    [`${ESC}%G`, '^[%G'],
    [`${ESC} F`, '^[ F'],
    [`${ESC}l`, '^[l'],
    [`${ESC}${ESC}`, '^[^['],
    [`${ESC}`, '^['],
  ],
  'overwriting what was there': [
    ['safe\b\b\b\bevil', 'safe^H^H^H^Hevil'],
    ['safe\revil', 'safe^Mevil'],
    ['safe\x0bevil', 'safe^Kevil'],
    ['safe\x0cevil', 'safe^Levil'],
    ['safe\x7fevil', 'safe^?evil'],
    ['a\x0e\x0fb', 'a^N^Ob'],
    [`rm -rf /${ESC}[8Decho safe`, 'rm -rf /^[[8Decho safe'],
    ['file\x00.txt', 'file^@.txt'],
  ],
  'the direction of writing': [
    ['\u061c', '<U+061C>'],
    ['\u200e', '<U+200E>'],
    ['\u200f', '<U+200F>'],
    ['\u202a', '<U+202A>'],
    ['\u202b', '<U+202B>'],
    ['\u202c', '<U+202C>'],
    ['\u202d', '<U+202D>'],
    ['\u202e', '<U+202E>'],
    ['\u2066', '<U+2066>'],
    ['\u2067', '<U+2067>'],
    ['\u2068', '<U+2068>'],
    ['\u2069', '<U+2069>'],
    ['photo_\u202egnp.exe', 'photo_<U+202E>gnp.exe'],
    ['if (admin) { \u2066// check\u2069', 'if (admin) { <U+2066>// check<U+2069>'],
  ],
  'characters that are not seen': [
    ['a\u00adb', 'ab'],
    ['a\u034fb', 'ab'],
    ['a\u115fb', 'ab'],
    ['a\u180eb', 'ab'],
    ['a\u200bb', 'ab'],
    ['a\u200cb', 'ab'],
    ['a\u200db', 'ab'],
    ['a\u2060b', 'ab'],
    ['a\u2063b', 'ab'],
    ['a\u206ab', 'ab'],
    ['a\u3164b', 'ab'],
    ['\ufeffa', 'a'],
    ['a\ufff9b\ufffac\ufffb', 'abc'],
    ['a\ufe0fb', 'ab'],
    ['a\u{e0001}\u{e0041}\u{e007f}b', 'ab'],
    ['a\u{e0100}b', 'ab'],
  ],
  'halves of characters': [
    ['a\ud800b', 'a\ufffdb'],
    ['a\udc00b', 'a\ufffdb'],
    ['\ud83d', '\ufffd'],
  ],
  'what is left as it is': [
    ['The modem is busy.', 'The modem is busy.'],
    ['naïve café – “quoted” … €', 'naïve café – “quoted” … €'],
    ['日本語 한국어 عربي עברית', '日本語 한국어 عربي עברית'],
    ['😀', '😀'],
    ['a\u00a0b', 'a\u00a0b'],
    ['', ''],
  ],
}

describe('printable', () => {
  test('covers at least 150 sequences', () => {
    expect(Object.values(shown).flat().length).toBeGreaterThanOrEqual(150)
  })

  for (const [family, rows] of Object.entries(shown)) {
    describe(family, () => {
      test.each(rows.map(([given, expected]) => ({ name: JSON.stringify(given), given, expected })))(
        'shows $name as text',
        ({ given, expected }) => {
          expect(printable(given)).toBe(expected)
          expect(printable(`before ${given} after`)).toBe(`before ${expected} after`)
        },
      )
    })
  }

  test('leaves nothing that a terminal obeys in any mixture of all of them', () => {
    const everything = Object.values(shown)
      .flat()
      .map(([given]) => given)
      .join('x')
    expect(printable(everything)).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/)
    expect(printable(printable(everything))).toBe(printable(everything))
  })

  test('misses nothing that Unicode calls a control, a change of direction or invisible', () => {
    const hidden = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/u
    const missed = Array.from({ length: 0x110000 }, (_, code) => code)
      .filter((code) => code !== 9 && code !== 10 && hidden.test(String.fromCodePoint(code)))
      .filter((code) => printable(String.fromCodePoint(code)) === String.fromCodePoint(code))
    expect(missed.map((code) => code.toString(16))).toEqual([])
  })

  test('cleans every string inside a value and changes nothing else', () => {
    expect(allPrintable({ a: ['x\x1b', { b: 'y\x07' }], n: 1, none: null, yes: true })).toEqual({
      a: ['x^[', { b: 'y^G' }],
      n: 1,
      none: null,
      yes: true,
    })
  })
})

describe('printableJson', () => {
  test('means the same as it was given, on one line, without a character that a terminal obeys', () => {
    for (const [given] of Object.values(shown).flat()) {
      const json = printableJson({ given })
      expect(JSON.parse(json)).toEqual({ given })
      expect(json).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\u200b\ufeff]/)
    }
  })
})

describe('colours', () => {
  test.each([
    { why: 'a terminal gets them', wish: 'auto', env: {}, terminal: true, wanted: true },
    { why: 'a pipe gets none', wish: 'auto', env: {}, terminal: false, wanted: false },
    { why: 'NO_COLOR takes them away', wish: 'auto', env: { NO_COLOR: '1' }, terminal: true, wanted: false },
    {
      why: 'an empty NO_COLOR says nothing',
      wish: 'auto',
      env: { NO_COLOR: '' },
      terminal: true,
      wanted: true,
    },
    {
      why: 'FORCE_COLOR colours a pipe',
      wish: 'auto',
      env: { FORCE_COLOR: '1' },
      terminal: false,
      wanted: true,
    },
    {
      why: 'FORCE_COLOR=0 takes them away',
      wish: 'auto',
      env: { FORCE_COLOR: '0' },
      terminal: true,
      wanted: false,
    },
    {
      why: 'FORCE_COLOR beats NO_COLOR',
      wish: 'auto',
      env: { FORCE_COLOR: '1', NO_COLOR: '1' },
      terminal: false,
      wanted: true,
    },
    { why: 'a dumb terminal gets none', wish: 'auto', env: { TERM: 'dumb' }, terminal: true, wanted: false },
    {
      why: '--color=always beats everything',
      wish: 'always',
      env: { NO_COLOR: '1' },
      terminal: false,
      wanted: true,
    },
    {
      why: '--color=never beats everything',
      wish: 'never',
      env: { FORCE_COLOR: '1' },
      terminal: true,
      wanted: false,
    },
  ] as const)('$why', ({ wish, env, terminal, wanted }) => {
    expect(wantsColour(wish, env, terminal)).toBe(wanted)
  })

  test('are plain text where they are not wanted', () => {
    expect(openScreen({ isTTY: false }, 'auto', {}).paint('red', 'x')).toBe('x')
    expect(openScreen({ isTTY: true }, 'auto', {}).paint('red', 'x')).toBe('\x1b[31mx\x1b[39m')
  })
})

describe('wrap', () => {
  test.each([
    { why: 'breaks at blanks', text: 'one two three four', width: 9, lines: ['one two', 'three', 'four'] },
    {
      why: 'keeps a long word whole',
      text: 'a extraordinary b',
      width: 5,
      lines: ['a', 'extraordinary', 'b'],
    },
    { why: 'keeps line ends', text: 'one\n\ntwo', width: 20, lines: ['one', '', 'two'] },
    { why: 'collapses runs of blanks', text: 'one   two', width: 20, lines: ['one two'] },
    { why: 'has room for wide characters', text: '日本 日本', width: 7, lines: ['日本', '日本'] },
    {
      why: 'counts no column for accents that combine',
      text: 'e\u0301e\u0301 e\u0301',
      width: 4,
      lines: ['e\u0301e\u0301 e\u0301'],
    },
    { why: 'gives an empty text as it is', text: '', width: 10, lines: [''] },
  ])('$why', ({ text, width, lines }) => {
    expect(wrap(text, width)).toBe(lines.join('\n'))
  })

  test('hangs the lines under the text of the first', () => {
    expect(wrap('one two three', 9, '1. ')).toBe('1. one\n   two\n   three')
  })
})

test('a terminal that does not know its width has the usual one', () => {
  expect(openScreen({ isTTY: true, columns: 0 }, 'never', {}).width).toBe(80)
  expect(openScreen({ isTTY: true, columns: 20 }, 'never', {}).width).toBe(40)
})
