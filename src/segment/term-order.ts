// In which order do these terms stand in a dictionary?
//
// In that of their bytes, which is that of their code points. To sort by comparing looks some sixteen times at each of a
// hundred thousand terms that lie anywhere in memory. So terms are dealt into piles by their first byte, a pile into piles
// by the next one, and only the few of a small pile are compared: a third of the time.
//
//     setup  setting  disk       d: disk   s: setup setting       st: …       →  2 1 0

import type { TermBytes } from '../analysis/term-numbers.ts'

/** The numbers of the terms, in order. No two are the same. */
export function orderOf(terms: TermBytes): Uint32Array {
  const order = new Uint32Array(terms.starts.length)
  for (let number = 0; number < order.length; number++) order[number] = number
  const room = { numbers: new Uint32Array(order.length), keys: new Uint16Array(order.length) }
  sort(terms, order, { from: 0, to: order.length, at: 0 }, room)
  return order
}

/** Terms `from` there `to` there that are the same in their first `at` bytes. */
interface Pile {
  readonly from: number
  readonly to: number
  readonly at: number
}

/** Per term of a pile, while it is dealt. */
interface Room {
  readonly numbers: Uint32Array
  readonly keys: Uint16Array
}

/** Of so few each is compared sooner than it is dealt. */
const few = 20
/** The end of a term, which comes first, and each byte. */
const keys = 2 ** 8 + 1

function sort(terms: TermBytes, order: Uint32Array, pile: Pile, room: Room): void {
  if (pile.to - pile.from <= few) insert(terms, order, pile)
  else deal(terms, order, pile, room)
}

function deal(terms: TermBytes, order: Uint32Array, { from, to, at }: Pile, room: Room): void {
  const { bytes, starts, ends } = terms
  const next = new Uint32Array(keys)
  for (let i = from; i < to; i++) {
    const term = order[i]!
    const byte = starts[term]! + at
    const key = byte < ends[term]! ? bytes[byte]! + 1 : 0
    room.keys[i] = key
    next[key]!++
  }
  for (let key = 0, start = from; key < keys; key++) {
    const size = next[key]!
    next[key] = start
    start += size
  }
  for (let i = from; i < to; i++) room.numbers[next[room.keys[i]!]!++] = order[i]!
  for (let i = from; i < to; i++) order[i] = room.numbers[i]!
  // each begins where the one before it ended; at most one term has ended
  for (let key = 1; key < keys; key++)
    if (next[key]! > next[key - 1]! + 1)
      sort(terms, order, { from: next[key - 1]!, to: next[key]!, at: at + 1 }, room)
}

function insert(terms: TermBytes, order: Uint32Array, { from, to, at }: Pile): void {
  for (let i = from + 1; i < to; i++) {
    const term = order[i]!
    let place = i
    for (; place > from && compare(terms, order[place - 1]!, term, at) > 0; place--)
      order[place] = order[place - 1]!
    order[place] = term
  }
}

function compare({ bytes, starts, ends }: TermBytes, one: number, other: number, from: number): number {
  let at = starts[one]! + from
  let otherAt = starts[other]! + from
  while (at < ends[one]! && otherAt < ends[other]!) {
    const order = bytes[at++]! - bytes[otherAt++]!
    if (order !== 0) return order
  }
  return ends[one]! - at - (ends[other]! - otherAt)
}
