// What do articles say of what is given beside a report or a log?

import {
  compareProducts,
  findProducts,
  type NamedProduct,
  readProduct,
  similarProducts,
} from './article/product.ts'
import { KbError } from './errors.ts'
import type { Index } from './segment/reader.ts'
import { facetValuesOf } from './segment/stored.ts'

/**
 * A product must be one that some article or our table of names knows; a misspelt fact would silently agree with nothing.
 * Throws E0103.
 */
export async function checkProduct(name: string | null | undefined, index: Index): Promise<void> {
  if (name === undefined || name === null || name.trim() === '') return
  const product = readProduct(name)
  // "Some Tool / Windows NT 4.0": one that is known says enough
  if (product.row !== null || findProducts(name).length > 0) return
  const known = await knownProducts(index)
  for (const other of known.values()) if (compareProducts(product, other) === 'agree') return
  const similar = await similarProducts(name, [...known.keys()])
  throw new KbError('E0103', `no article speaks of the product “${name}”`, {
    help:
      similar.length > 0
        ? `Did you mean ${similar.join(', or ')}?`
        : 'Leave it out, or see `kb products` for the names that are understood.',
  })
}

/** By name as articles print it. There are thousands, and none changes while an index is open. */
async function knownProducts(index: Index): Promise<ReadonlyMap<string, NamedProduct>> {
  const known = productsOfIndex.get(index) ?? (await readProducts(index))
  productsOfIndex.set(index, known)
  return known
}

const productsOfIndex = new WeakMap<Index, ReadonlyMap<string, NamedProduct>>()

async function readProducts(index: Index): Promise<ReadonlyMap<string, NamedProduct>> {
  const names = (await facetValuesOf(index, 'product')).keys()
  return new Map(Array.from(names, (name) => [name, readProduct(name)]))
}
