// What would a program print for this signature, with other values than the article saw?

import type { Sentence } from '../../src/rules/signature.ts'
import type { Slot } from '../../src/rules/slot.ts'
import { pick } from '../../test/support/random.ts'
import { wrap } from './wrap.ts'

export interface Instance {
  readonly text: string
  /** What stands in its holes, in order. */
  readonly values: readonly string[]
}

/** Fresh typed values in all holes, in quotation marks where people put some. */
export function instanceOf(sentence: Sentence, random: () => number): Instance {
  const values: string[] = []
  const words = sentence.map((part) => {
    if (part.type === 'word') return part.word
    if (part.type === 'code') return `${part.code.family === 'stop' ? 'STOP: ' : ''}${part.code.value}`
    const value = freshValue(part.slot, random)
    values.push(value)
    return part.slot.type === 'quoted' ? `"${value}"` : value
  })
  return { text: words.join(' ').replace(/\bstop STOP: /gi, 'STOP: '), values }
}

const names = 'alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike'.split(' ')

function freshValue({ type, words }: Slot, random: () => number): string {
  const name = (): string => `${names[pick(random, names.length)]!}${pick(random, 90) + 10}`
  const hex = (digits: number): string =>
    Array.from({ length: digits }, () => pick(random, 16).toString(16)).join('')
  const number = (most: number): string => String(pick(random, most))
  switch (type) {
    case 'guid':
      return [8, 4, 4, 4, 12].map(hex).join('-')
    case 'url':
      return `http://${name()}.example/${name()}`
    case 'unc':
      return `\\\\${name()}\\${name()}`
    case 'path':
      return `C:\\${name()}\\${name()}.txt`
    case 'ip':
      return [10, number(256), number(256), number(256)].join('.')
    case 'date':
      return `${pick(random, 12) + 1}/${pick(random, 28) + 1}/${1990 + pick(random, 40)}`
    case 'time':
      return `${pick(random, 12) + 1}:${10 + pick(random, 50)}:${10 + pick(random, 50)}`
    case 'file':
      return `${name()}.dll`
    case 'addr':
      return `0x${hex(8)}`
    case 'hex':
      return `0x${hex(1 + pick(random, 8))}`
    case 'num':
      return number(100_000)
    case 'code':
      return String(1 + pick(random, 9000))
    case 'quoted':
    case 'name':
      return name()
    case 'any':
      return Array.from({ length: words[0] + pick(random, words[1] - words[0] + 1) }, name).join(' ')
  }
}

/** What may happen to a message on its way into a log. */
export const disguises: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  prefixed: (text) => `2031-05-06T07:08:09.123Z ERROR ${text}`,
  'wrapped at 40': (text) => wrap(text, 40).join('\n'),
  'wrapped at 60': (text) => wrap(text, 60).join('\n'),
  'wrapped at 79': (text) => wrap(text, 79).join('\n'),
  'upper case': (text) => text.toUpperCase(),
  'lower case': (text) => text.toLowerCase(),
  entities: (text) =>
    text.replace(/["'<>&]/g, (mark) => `&#${mark.charCodeAt(0)};`).replaceAll(' ', '&nbsp;'),
}
