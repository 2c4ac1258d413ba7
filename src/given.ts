// What do articles say of what is given beside a report or a log?

import { compareProducts, findProducts, readProduct, similarProducts } from './article/product.ts'
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
  const known = [...(await facetValuesOf(index, 'product')).keys()]
  if (known.some((other) => compareProducts(product, readProduct(other)) === 'agree')) return
  const similar = await similarProducts(name, known)
  throw new KbError('E0103', `no article speaks of the product “${name}”`, {
    help:
      similar.length > 0
        ? `Did you mean ${similar.join(', or ')}?`
        : 'Leave it out, or see `kb products` for the names that are understood.',
  })
}
