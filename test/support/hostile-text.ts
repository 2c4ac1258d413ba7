// Which texts would no author write, and must be read all the same?
//
// Seeded: the same seed makes the same texts. A mutant begins as an article and is damaged a few times over, as disks,
// transfers and careless editors do.

import { pick } from './random.ts'

export type Random = () => number

/** Words and signs that mean something to some dialect: noise made of them gets further than plain noise. */
const meaningful = [
  '---\n',
  '\n---\n',
  'DOCUMENT:Q1234  01-JAN-1999  [x]\n',
  'TITLE   :',
  'Article: Q12345\n',
  '\tKeyword(s): ',
  'The information in this article applies to:\n',
  '\n- ',
  '\n1. ',
  '\n   a. ',
  'SYMPTOMS\n========\n',
  'CAUSE',
  '\n=====\n',
  '\n-------\n',
  '+---+---+\n',
  '| a | b |\n',
  '-or-',
  'error message:\n\n   ',
  'Event ID: 7\nSource: x\n',
  'Q123456 ',
  'STOP 0x0000000A ',
  'HKEY_LOCAL_MACHINE\\Software',
  '<html>',
  '<h2>',
  '</',
  '<!--',
  '&#x',
  '&amp;',
  '{% raw %}',
  '```\n',
  '> ',
  '* ',
  '[a](',
  '**',
  '\t',
  '\r\n',
  '\r',
  '\u00a0',
  '\ufeff',
  '\u2028',
  '\ud800',
  '\udc00',
  '\0',
  '\u001b[31m',
  'Microsoft KB Archive/',
  'Article ID: 1',
  'Additional query words:',
  'Keywords          : ',
  '======================',
] as const

/** Random characters, and words that mean something, up to `longest` characters or so. */
export function randomText(random: Random, longest = 2000): string {
  const length = pick(random, longest)
  let text = ''
  while (text.length < length) {
    const dice = random()
    if (dice < 0.35) text += meaningful[pick(random, meaningful.length)]!
    else if (dice < 0.7) text += String.fromCharCode(32 + pick(random, 95)).repeat(1 + pick(random, 8))
    else if (dice < 0.9) text += 'the modem is busy and fails to respond '.slice(pick(random, 20))
    else text += String.fromCharCode(pick(random, 0x10000))
  }
  return text
}

type Mutation = (text: string, random: Random, other: string) => string

/** One kind of damage each. `other` is another article to splice from. */
export const mutations: Readonly<Record<string, Mutation>> = {
  flip: (text, random) =>
    replaced(text, pick(random, text.length), 1, String.fromCharCode(pick(random, 256))),
  cut: (text, random) => text.slice(0, pick(random, text.length)),
  behead: (text, random) => text.slice(pick(random, text.length)),
  remove: (text, random) => replaced(text, pick(random, text.length), pick(random, 400), ''),
  repeat: (text, random) => {
    const from = pick(random, text.length)
    return replaced(text, from, 0, text.slice(from, from + pick(random, 300)).repeat(1 + pick(random, 6)))
  },
  splice: (text, random, other) =>
    text.slice(0, pick(random, text.length)) + other.slice(pick(random, other.length)),
  insert: (text, random) =>
    replaced(text, pick(random, text.length), 0, meaningful[pick(random, meaningful.length)]!),
  swapLines: (text, random) => {
    const lines = text.split('\n')
    const [a, b] = [pick(random, lines.length), pick(random, lines.length)]
    ;[lines[a], lines[b]] = [lines[b]!, lines[a]!]
    return lines.join('\n')
  },
  lineEnds: (text, random) => text.replace(/\r?\n/g, () => ['\n', '\r\n', '\r'][pick(random, 3)]!),
  unindent: (text) => text.replace(/^[ \t]+/gm, ''),
  joinLines: (text, random) => text.replace(/\n/g, (end) => (random() < 0.1 ? ' ' : end)),
  upperCase: (text, random) => {
    const from = pick(random, text.length)
    return replaced(text, from, 200, text.slice(from, from + 200).toUpperCase())
  },
}

function replaced(text: string, at: number, length: number, by: string): string {
  return text.slice(0, at) + by + text.slice(at + length)
}

/** An article after one to four kinds of damage. */
export function mutant(random: Random, articles: readonly string[]): string {
  const kinds = Object.values(mutations)
  let text = articles[pick(random, articles.length)]!
  for (let times = 1 + pick(random, 4); times > 0 && text !== ''; times--) {
    text = kinds[pick(random, kinds.length)]!(text, random, articles[pick(random, articles.length)]!)
  }
  return text
}
