// Which products are understood, and what is each called?
//
// Those of the table, and whatever else the articles at hand say they apply to.

import { readProduct, similarProducts } from './product.ts'
import { productNames } from './product-names.ts'

export interface KnownProduct {
  readonly name: string
  /** What else it is called. */
  readonly aliases: readonly string[]
  /** As articles print it, with how many they are. */
  readonly printed: readonly PrintedProduct[]
}

export interface PrintedProduct {
  readonly name: string
  readonly articles: number
}

export interface FoundProducts {
  /** Whether a product is called that, or has these words in a name; otherwise these are the closest ones. */
  readonly understood: boolean
  readonly products: readonly KnownProduct[]
}

/** All of them in alphabetical order. `printed`: names in articles, with how many articles have each. */
export function knownProducts(printed: ReadonlyMap<string, number>): KnownProduct[] {
  const byName = new Map<string, { aliases: readonly string[]; printed: PrintedProduct[] }>(
    productNames.map(({ name, aliases }) => [name, { aliases, printed: [] }]),
  )
  for (const [name, articles] of printed) {
    const known = readProduct(name).row?.name ?? name
    const entry = byName.get(known) ?? { aliases: [], printed: [] }
    entry.printed.push({ name, articles })
    byName.set(known, entry)
  }
  const folded = (name: string): string => name.toLowerCase()
  return [...byName]
    .map(([name, entry]) => ({ name, ...entry }))
    .sort((a, b) => (folded(a.name) < folded(b.name) ? -1 : 1))
}

/** The product that is meant comes first, then those whose names have all the words; where there are none, the closest. */
export async function lookUpProducts(
  words: string,
  products: readonly KnownProduct[],
): Promise<FoundProducts> {
  const meant = readProduct(words).row?.name
  const wanted = wordsOf(words)
  const found = products.filter(
    (product) => product.name !== meant && spellings(product).some((name) => hasAll(name, wanted)),
  )
  const first = products.filter(({ name }) => name === meant)
  if (first.length + found.length > 0) return { understood: true, products: [...first, ...found] }
  const closest = await similarProducts(
    words,
    products.map(({ name }) => name),
  )
  return {
    understood: false,
    products: closest.flatMap((name) => products.filter((product) => product.name === name)),
  }
}

function spellings({ name, aliases, printed }: KnownProduct): string[] {
  return [name, ...aliases, ...printed.map(({ name }) => name)]
}

function hasAll(name: string, wanted: readonly string[]): boolean {
  const words = wordsOf(name)
  return wanted.length > 0 && wanted.every((word) => words.includes(word))
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}
