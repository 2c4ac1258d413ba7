// In which documents is each term, and how often, in tenths of an occurrence?
//
// Takes documents one by one, gives terms in order with their documents. What it holds is flat: three numbers for each
// term of each document, and each term once. A corpus too large for that is cut into runs of some million postings,
// each sorted here and merged elsewhere; the result is the same.

import type { Analyzer } from '../analysis/analyzer.ts'
import { OfWords } from '../analysis/word-table.ts'
import type { Field, FieldText } from './fields.ts'
import { type FieldSequence, longestSequence } from './forward.ts'
import { orderOf } from './term-order.ts'

/** A term with its documents, ascending, and its weighted count in each. Facets count 0. */
export interface TermDocuments {
  readonly term: string
  readonly docs: ArrayLike<number>
  readonly counts: ArrayLike<number>
}

/** What is known of a document once its texts are read. */
export interface InvertedDocument {
  /** Weighted, in tenths. */
  readonly length: number
  /** The beginnings of its fields, terms by their numbers in the inverter. */
  readonly sequences: readonly FieldSequence[]
}

export class Inverter {
  readonly #analyzer: Analyzer
  readonly #fields: readonly Field[]
  readonly #numbers = new Map<string, number>()
  readonly #terms: string[] = []
  readonly #numbersOfWords: OfWords
  /** Per term, its count in the document at hand; -1 where it is not there. A field may count nothing. */
  readonly #counts: number[] = []
  #postings = { terms: new Uint32Array(1024), docs: new Uint32Array(1024), counts: new Uint32Array(1024) }
  #length = 0

  constructor(analyzer: Analyzer, fields: readonly Field[]) {
    this.#analyzer = analyzer
    this.#numbersOfWords = new OfWords(analyzer.words, (term) => this.#numberOf(term))
    this.#fields = fields
  }

  /** Postings held. */
  get length(): number {
    return this.#length
  }

  /** Every term seen, by number. */
  get terms(): readonly string[] {
    return this.#terms
  }

  /** Doc ids must ascend. */
  add(doc: number, texts: readonly FieldText[], facetTerms: Iterable<string>): InvertedDocument {
    const sequences = this.#fields.map((_, field) => newSequence(field))
    const pieces: FieldSequence[] = []
    const found: number[] = []
    let length = 0
    for (const { field, text } of texts) {
      const { weight, apart, kept = longestSequence } = this.#fields[field]!
      const sequence = apart === true ? newSequence(field) : sequences[field]!
      if (apart === true && pieces.length < mostPieces) pieces.push(sequence)
      this.#analyzer.analyze(text, (_term, _from, _to, word) => {
        const number = this.#numbersOfWords.at(word)
        const count = this.#counts[number]!
        if (count < 0) found.push(number)
        this.#counts[number] = Math.max(0, count) + weight
        length += weight
        if (sequence.length++ < kept) sequence.terms.push(number)
      })
    }
    for (const number of found) {
      this.#push(number, doc, this.#counts[number]!)
      this.#counts[number] = -1
    }
    for (const term of facetTerms) this.#push(this.#numberOf(term), doc, 0)
    return { length, sequences: [...sequences, ...pieces].filter(({ length }) => length > 0) }
  }

  /** Terms in order, and the postings of each. The order of postings within a term is that of the documents. */
  *sorted(): Generator<TermDocuments & { readonly number: number }> {
    const { terms, docs, counts } = this.#postings
    const starts = new Uint32Array(this.#terms.length + 1)
    for (let i = 0; i < this.#length; i++) starts[terms[i]! + 1]!++
    for (let term = 0; term < this.#terms.length; term++) starts[term + 1]! += starts[term]!
    const next = starts.slice(0, -1)
    const sorted = { docs: new Uint32Array(this.#length), counts: new Uint32Array(this.#length) }
    for (let i = 0; i < this.#length; i++) {
      const at = next[terms[i]!]!++
      sorted.docs[at] = docs[i]!
      sorted.counts[at] = counts[i]!
    }
    for (const number of orderOf(this.#terms)) {
      const from = starts[number]!
      const to = starts[number + 1]!
      yield {
        number,
        term: this.#terms[number]!,
        docs: sorted.docs.subarray(from, to),
        counts: sorted.counts.subarray(from, to),
      }
    }
  }

  #numberOf(term: string): number {
    let number = this.#numbers.get(term)
    if (number === undefined) {
      number = this.#terms.length
      this.#numbers.set(term, number)
      this.#terms.push(term)
      this.#counts.push(-1)
    }
    return number
  }

  #push(term: number, doc: number, count: number): void {
    if (this.#length === this.#postings.docs.length) {
      this.#postings = {
        terms: grown(this.#postings.terms),
        docs: grown(this.#postings.docs),
        counts: grown(this.#postings.counts),
      }
    }
    this.#postings.terms[this.#length] = term
    this.#postings.docs[this.#length] = doc
    this.#postings.counts[this.#length++] = count
  }
}

function newSequence(field: number): { field: number; length: number; terms: number[] } {
  return { field, length: 0, terms: [] }
}

/** Pieces that stay apart, of one document: some apply to hundreds of products. */
const mostPieces = 48

function grown(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2)
  larger.set(array)
  return larger
}
