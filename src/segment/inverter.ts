// In which documents is each term, and how often, in tenths of an occurrence?
//
// Takes documents one by one, gives terms in order with their documents. What it holds is flat: three numbers for each
// term of each document, and each term once. A corpus too large for that is cut into runs of some million postings,
// each sorted here and merged elsewhere; the result is the same.

import type { Analyzer } from '../analysis/analyzer.ts'
import { type TermBytes, TermNumbers } from '../analysis/term-numbers.ts'
import { doubled } from '../doubled.ts'
import { ByteWriter } from './bytes.ts'
import type { Field, FieldText } from './fields.ts'
import { encodeSequence, longestSequence } from './forward.ts'
import { orderOf } from './term-order.ts'

/** A term in UTF-8 with its documents, ascending, and its weighted count in each. Facets count 0. */
export interface TermDocuments {
  readonly term: Uint8Array
  readonly docs: ArrayLike<number>
  readonly counts: ArrayLike<number>
}

/** Terms in order with the postings of each, without an object for any. */
export interface SortedPostings {
  readonly named: TermBytes
  /** The numbers of all terms. */
  readonly order: Uint32Array
  /** By number, where the documents of a term start; those of the next number start where they end. */
  readonly starts: Uint32Array
  readonly docs: Uint32Array
  readonly counts: Uint32Array
}

/** Each of them by itself. */
export function* eachTerm({
  named,
  order,
  starts,
  docs,
  counts,
}: SortedPostings): Generator<TermDocuments & { readonly number: number }> {
  for (const number of order) {
    const from = starts[number]!
    const to = starts[number + 1]!
    yield {
      number,
      term: named.bytes.subarray(named.starts[number]!, named.ends[number]!),
      docs: docs.subarray(from, to),
      counts: counts.subarray(from, to),
    }
  }
}

/** What is known of a document once its texts are read. */
export interface InvertedDocument {
  /** Weighted, in tenths. */
  readonly length: number
  /** Its item of the forward file, but that terms go by their numbers in the inverter; valid until the next document. */
  readonly forward: Uint8Array
}

export class Inverter {
  readonly #fields: readonly Field[]
  readonly #terms: TermNumbers
  /** Per term its count in the document at hand, and 1, as a field may count nothing; 0 where it is not there. */
  #counts = new Uint32Array(1024)
  /** The terms of the document at hand, in the order in which they came. */
  #found = new Uint32Array(1024)
  readonly #sequences: Sequences
  #postings = { terms: new Uint32Array(1024), docs: new Uint32Array(1024), counts: new Uint32Array(1024) }
  #length = 0

  constructor(analyzer: Analyzer, fields: readonly Field[]) {
    this.#terms = new TermNumbers(analyzer)
    this.#fields = fields
    this.#sequences = new Sequences(fields)
  }

  /** Postings held. */
  get length(): number {
    return this.#length
  }

  /** Terms are numbered below it. */
  get terms(): number {
    return this.#terms.length
  }

  /** Begins anew, with no terms and no documents. */
  clear(): void {
    this.#terms.clear()
    this.#length = 0
  }

  /** Doc ids must ascend. */
  add(doc: number, texts: readonly FieldText[], facetTerms: Iterable<string>): InvertedDocument {
    this.#sequences.clear()
    let length = 0
    let different = 0
    for (const { field, text } of texts) {
      const { weight } = this.#fields[field]!
      const count = this.#terms.read(text)
      different = this.#count(count, weight, different)
      length += count * weight
      this.#sequences.add(field, this.#terms.found, count)
    }
    this.#pushFound(doc, different)
    for (const term of facetTerms) this.#push(this.#terms.numberOf(term), doc, 0)
    return { length, forward: this.#sequences.encode() }
  }

  /** Counts the terms of a text, the first `count` of `TermNumbers.found`; gives how many the document has then. */
  #count(count: number, weight: number, before: number): number {
    const { found } = this.#terms
    while (this.#counts.length < this.terms) this.#counts = doubled(this.#counts)
    while (this.#found.length < before + count) this.#found = doubled(this.#found)
    const counts = this.#counts
    const terms = this.#found
    let different = before
    for (let i = 0; i < count; i++) {
      const term = found[i]!
      const known = counts[term]!
      // Whether a word is new here cannot be foreseen, so no branch depends on it.
      const isNew = +(known === 0)
      terms[different] = term
      different += isNew
      counts[term] = known + weight + isNew
    }
    return different
  }

  /** The order of postings within a term is that of the documents. */
  sorted(): SortedPostings {
    const { terms, docs, counts } = this.#postings
    const starts = new Uint32Array(this.terms + 1)
    for (let i = 0; i < this.#length; i++) starts[terms[i]! + 1]!++
    for (let term = 0; term < this.terms; term++) starts[term + 1]! += starts[term]!
    const next = starts.slice(0, -1)
    const sorted = { docs: new Uint32Array(this.#length), counts: new Uint32Array(this.#length) }
    for (let i = 0; i < this.#length; i++) {
      const at = next[terms[i]!]!++
      sorted.docs[at] = docs[i]!
      sorted.counts[at] = counts[i]!
    }
    const named = this.#terms.terms()
    return { named, order: orderOf(named), starts, ...sorted }
  }

  /** The first terms of `#found` with their counts, which are forgotten. */
  #pushFound(doc: number, different: number): void {
    this.#reserve(different)
    const { terms, docs, counts } = this.#postings
    const countOf = this.#counts
    let at = this.#length
    for (let i = 0; i < different; i++) {
      const term = this.#found[i]!
      terms[at] = term
      docs[at] = doc
      counts[at++] = countOf[term]! - 1
      countOf[term] = 0
    }
    this.#length = at
  }

  #push(term: number, doc: number, count: number): void {
    this.#reserve(1)
    this.#postings.terms[this.#length] = term
    this.#postings.docs[this.#length] = doc
    this.#postings.counts[this.#length++] = count
  }

  #reserve(postings: number): void {
    while (this.#length + postings > this.#postings.docs.length)
      this.#postings = {
        terms: doubled(this.#postings.terms),
        docs: doubled(this.#postings.docs),
        counts: doubled(this.#postings.counts),
      }
  }
}

/** Pieces that stay apart, of one document: some apply to hundreds of products. */
const mostPieces = 48

/**
 * The sequences of a document: of each field, then of each piece that stays apart. Each has `longestSequence` places for
 * terms.
 */
class Sequences {
  readonly #fields: readonly Field[]
  /** Per sequence. */
  readonly #fieldOf: number[]
  readonly #lengths: number[] = []
  readonly #terms: Uint32Array
  readonly #item = new ByteWriter(2 ** 12)

  constructor(fields: readonly Field[]) {
    this.#fields = fields
    this.#fieldOf = [...fields.keys()]
    this.#terms = new Uint32Array((fields.length + mostPieces) * longestSequence)
  }

  clear(): void {
    this.#fieldOf.length = this.#fields.length
    this.#lengths.length = 0
    for (const field of this.#fieldOf) this.#lengths[field] = 0
  }

  /** The terms of a text of the field. */
  add(field: number, terms: Uint32Array, count: number): void {
    const { apart } = this.#fields[field]!
    if (apart !== true) this.#append(field, terms, count)
    else if (this.#lengths.length < this.#fields.length + mostPieces) {
      this.#fieldOf.push(field)
      this.#lengths.push(0)
      this.#append(this.#lengths.length - 1, terms, count)
    }
  }

  #append(sequence: number, terms: Uint32Array, count: number): void {
    const length = this.#lengths[sequence]!
    const places = Math.min(count, this.#keptOf(sequence) - length)
    const first = sequence * longestSequence + length
    for (let i = 0; i < places; i++) this.#terms[first + i] = terms[i]!
    this.#lengths[sequence] = length + count
  }

  #keptOf(sequence: number): number {
    return this.#fields[this.#fieldOf[sequence]!]!.kept ?? longestSequence
  }

  encode(): Uint8Array {
    this.#item.clear()
    for (let sequence = 0; sequence < this.#lengths.length; sequence++) {
      const length = this.#lengths[sequence]!
      if (length === 0) continue
      const first = sequence * longestSequence
      const kept = Math.min(length, this.#keptOf(sequence))
      encodeSequence(this.#fieldOf[sequence]!, length, this.#terms, first, first + kept, this.#item)
    }
    return this.#item.view()
  }
}
