// What does plain BM25 find, in the messages that articles quote and nothing else?
//
// Over the forward items of an index, so that it sees what the engine sees: every message, cut into the same terms.

import { english, termsOf } from '../../src/analysis/analyzer.ts'
import { readProduct } from '../../src/article/product.ts'
import { fields } from '../../src/segment/fields.ts'
import { nameOfTerm } from '../../src/segment/forward.ts'
import type { Index } from '../../src/segment/reader.ts'
import { forwardOf } from '../../src/segment/stored.ts'
import { bm25Of, type Posting } from './bm25.ts'

const messages = fields.findIndex(({ name }) => name === 'messages')
const products = fields.findIndex(({ name }) => name === 'products')

/** BM25 (k1 1.2, b 0.75); with a product known, articles that have all words of its name come before the others. */
export async function messageRanker(
  index: Index,
  questions: readonly { readonly text: string; readonly product: string | null }[],
): Promise<(text: string, product: string | null) => number | null> {
  const wordsOf = (product: string): string[] => termsOf(english, readProduct(product).name)
  const texts = questions.flatMap(({ text, product }) => [text, ...wordsOf(product ?? '')])
  const [segment] = index.segments
  if (segment === undefined || index.segments.length > 1)
    throw new Error('An index of one segment is needed.')
  const names = new Map<string, number>()
  for (const term of new Set(texts.flatMap((text) => termsOf(english, text)))) {
    const info = await segment.find(term)
    if (info !== null) names.set(term, nameOfTerm(info))
  }
  const wanted = new Set(names.values())
  const postings = new Map<number, Posting[]>()
  const applies = new Map<number, Set<number>>()
  const lengths = new Map<number, number>()
  for (let doc = 0; doc < index.documents; doc++) {
    const { fields } = await forwardOf(index, doc)
    const counts = new Map<number, number>()
    for (const { field, length, terms } of fields) {
      if (field === messages) lengths.set(doc, (lengths.get(doc) ?? 0) + length)
      for (const name of Array.from(terms)) {
        if (!wanted.has(name)) continue
        if (field === messages) counts.set(name, (counts.get(name) ?? 0) + 1)
        if (field === products) addTo(applies, name, doc)
      }
    }
    for (const [name, count] of counts) {
      const list = postings.get(name)
      if (list === undefined) postings.set(name, [{ doc, count }])
      else list.push({ doc, count })
    }
  }
  const bm25 = bm25Of(lengths)
  return (text, product) => {
    const asked = product === null ? [] : wordsOf(product).map((term) => applies.get(names.get(term) ?? -1))
    const terms = [...new Set(termsOf(english, text))]
    const scores = bm25(terms.map((term) => postings.get(names.get(term) ?? -1) ?? []))
    const applying = (doc: number): number => Number(asked.every((docs) => docs?.has(doc) === true))
    const best = [...scores].sort(([a, x], [b, y]) => applying(b) - applying(a) || y - x || a - b)
    return best[0]?.[0] ?? null
  }
}

function addTo(sets: Map<number, Set<number>>, key: number, value: number): void {
  const set = sets.get(key)
  if (set === undefined) sets.set(key, new Set([value]))
  else set.add(value)
}
