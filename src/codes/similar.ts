// Which known code did somebody mean who mistyped one?
//
// One or two characters wrong, missing or swapped: digits have no other redundancy, and names are long.

import { allNames } from './symbol.ts'

const most = 3

/** At most three, the nearest first. `keys`: of the codes that articles speak of, as an index lists them. */
export function similarCodes(text: string, keys: Iterable<string>): string[] {
  const wanted = spelling(text)
  if (wanted.length < shortest || wanted.length > longest) return []
  const limit = wanted.length < 8 ? 1 : 2
  const found: { name: string; distance: number }[] = []
  const look = (name: string): void => {
    const distance = distanceOf(wanted, spelling(name), limit)
    if (distance <= limit) found.push({ name, distance })
  }
  for (const name of allNames()) look(name)
  for (const key of keys) look(key.slice(key.indexOf(':') + 1))
  const names = found
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name)
  return [...new Set(names)].slice(0, most)
}

const shortest = 4
const longest = 60

/** `0x80070005` and `80070005` are spelt alike. */
function spelling(text: string): string {
  return text
    .trim()
    .toUpperCase()
    .replace(/^(?:0X|&H)/, '')
}

/** Wrong, missing, added and swapped characters; anything above `limit` where there are more. Cost: `limit` × length. */
function distanceOf(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, j) => j)
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1]
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (isSame ? 0 : 1))
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        cost = Math.min(cost, beforeLast[j - 2]! + 1)
      }
      row.push(cost)
    }
    if (Math.min(...row) > limit) return limit + 1
    beforeLast = last
    last = row
  }
  return last[other.length]!
}
