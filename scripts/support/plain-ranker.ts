// What does plain BM25 find, all text of an article as one field?

import { english, termsOf } from '../../src/analysis/analyzer.ts'
import { KbError } from '../../src/errors.ts'
import { readArticles } from '../../src/node.ts'
import { fieldTexts } from '../../src/segment/fields.ts'
import { bm25Of, type Posting } from './bm25.ts'

/** BM25 (k1 1.2, b 0.75) over the articles of a folder, of the terms of `texts` alone. */
export async function plainRanker(
  folder: string,
  texts: readonly string[],
): Promise<(text: string) => Promise<readonly string[]>> {
  const wanted = new Map<string, Posting[]>()
  for (const text of texts) for (const term of termsOf(english, text)) wanted.set(term, [])
  const ids: string[] = []
  const lengths = new Map<number, number>()
  for await (const article of readArticles([folder])) {
    if (article instanceof KbError) continue
    const terms = fieldTexts(article).flatMap(({ text }) => termsOf(english, text))
    const counts = new Map<string, number>()
    for (const term of terms) if (wanted.has(term)) counts.set(term, (counts.get(term) ?? 0) + 1)
    for (const [term, count] of counts) wanted.get(term)!.push({ doc: ids.length, count })
    lengths.set(ids.length, terms.length)
    ids.push(article.id ?? '')
  }
  const bm25 = bm25Of(lengths)
  return async (text) => {
    const terms = [...new Set(termsOf(english, text))]
    const scores = bm25(terms.map((term) => wanted.get(term) ?? []))
    const best = [...scores].sort(([a, x], [b, y]) => y - x || a - b)
    return best.slice(0, 10).map(([doc]) => ids[doc]!)
  }
}
