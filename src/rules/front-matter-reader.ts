// What does this part of the front matter hold, and is it what was expected?
//
// Every scalar is a string. A reader gives `null` where it has reported a problem; all that is wrong is reported at once,
// each with the path to it, so that the author's editor can point at the place.

import type { FrontMatter, FrontMatterValue } from '../article/article.ts'

/** Keys and indices from the front matter down: `['rules', 0, 'when', 'any']`. */
export type Path = readonly (string | number)[]

export interface RuleProblem {
  readonly path: Path
  readonly message: string
  /** What to do about it. */
  readonly help: string
}

export type Fields = ReadonlyMap<string, FrontMatterValue>

/** Readers for the values of one front matter, which collect what is wrong. */
export class FrontMatterReader {
  readonly problems: RuleProblem[] = []

  protected report(path: Path, message: string, help: string): null {
    this.problems.push({ path, message, help })
    return null
  }

  protected map(value: FrontMatterValue, path: Path): Fields | null {
    if (typeof value === 'string' || Array.isArray(value)) {
      return this.report(path, 'this must have keys and values', 'write `key: value`, one a line')
    }
    return new Map(Object.entries(value as FrontMatter))
  }

  protected fields(
    value: FrontMatterValue,
    path: Path,
    keys: readonly string[],
    required: readonly string[],
  ): Fields | null {
    const fields = this.map(value, path)
    if (fields === null) return null
    for (const key of fields.keys()) {
      if (keys.includes(key)) continue
      const meant = closest(key, keys)
      const help = meant === null ? `the keys here are ${keys.join(', ')}` : `did you mean "${meant}"?`
      this.report([...path, key], `there is no key "${key}" here`, help)
    }
    for (const key of required) {
      if (!fields.has(key)) this.report(path, `"${key}" is missing`, `add \`${key}:\``)
    }
    return required.every((key) => fields.has(key)) ? fields : null
  }

  /** `null` too where the key is absent. */
  protected optional<T>(
    fields: Fields,
    key: string,
    path: Path,
    read: (value: FrontMatterValue, path: Path) => T | null,
  ): T | null {
    const value = fields.get(key)
    return value === undefined ? null : read(value, [...path, key])
  }

  protected list(
    value: FrontMatterValue,
    path: Path,
    what: string,
    each: (item: FrontMatterValue, path: Path) => unknown,
  ): void {
    if (!Array.isArray(value) || value.length === 0) {
      this.report(path, `this must be a list of ${what}`, 'write `- ` before each of them')
      return
    }
    for (const [i, item] of (value as readonly FrontMatterValue[]).entries()) each(item, [...path, i])
  }

  protected text(value: FrontMatterValue, path: Path): string | null {
    if (typeof value === 'string' && value.trim() !== '') return value
    return this.report(path, 'this must be a text', 'put it into quotation marks if it has : or # in it')
  }

  protected texts(value: FrontMatterValue, path: Path): string[] | null {
    if (!Array.isArray(value)) {
      const text = this.text(value, path)
      return text === null ? null : [text]
    }
    const texts: string[] = []
    this.list(value, path, 'texts', (item, at) => {
      const text = this.text(item, at)
      if (text !== null) texts.push(text)
    })
    return texts
  }

  protected matching(fields: Fields, key: string, path: Path, pattern: RegExp, what: string): string | null {
    return this.optional(fields, key, path, (value, at) =>
      typeof value === 'string' && pattern.test(value)
        ? value
        : this.report(at, `\`${key}\` must be ${what}`, `correct or remove \`${key}:\``),
    )
  }

  protected oneOf<T extends string>(fields: Fields, key: string, path: Path, values: readonly T[]): T | null {
    return this.optional(fields, key, path, (value, at) => {
      const found = values.find((one) => one === value)
      if (found !== undefined) return found
      const meant = typeof value === 'string' ? closest(value, values) : null
      return this.report(
        at,
        `\`${key}\` must be one of ${values.join(', ')}`,
        meant === null ? `correct or remove \`${key}:\`` : `did you mean "${meant}"?`,
      )
    })
  }
}

/** The name that differs least, by at most two letters; short names must be nearly right. */
export function closest(name: string, names: readonly string[]): string | null {
  let best: string | null = null
  let least = name.length < 5 ? 2 : 3
  for (const candidate of names) {
    const distance = editDistance(name, candidate)
    if (distance >= least) continue
    least = distance
    best = candidate
  }
  return best
}

/** Letters to insert, drop or replace. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[b.length]!
}
