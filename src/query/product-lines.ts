// Does a document apply to the products that are asked about?
//
// What it applies to is a list of lines, each a product with its versions. A product asked about agrees where one line
// has all words of one of its names, and one of its versions if it has any.

import type { AskedProduct } from './reading.ts'

export interface ProductAgreement {
  /** Of the words of the products asked about: the part that stands in the list, from -1 (none) to 1; 0 where none is. */
  readonly covered: number
  readonly given: Agreement
  readonly named: Agreement
}

/** Shares of the products asked about; 0 where none is. */
export interface Agreement {
  readonly name: number
  readonly version: number
  /** 1 where the document has a list and no product of it agrees. */
  readonly clash: number
}

/** A product as the slots of its words, -1 for one that the segment does not have; names with such a word are left out. */
interface Wanted {
  readonly names: readonly (readonly number[])[]
  readonly versions: readonly number[]
  /** Of its name and versions. */
  readonly words: readonly { readonly slot: number; readonly weight: number }[]
  fits: boolean
  fitsVersion: boolean
}

/** Reads the lines of one document after the other. */
export class ProductLines {
  readonly #given: readonly Wanted[]
  readonly #named: readonly Wanted[]
  readonly #all: readonly Wanted[]
  /** By slot, the last line that has it, and the last document. */
  readonly #lineOf: Int32Array
  readonly #documentOf: Int32Array
  #line = 0
  #document = 0
  #lines = 0

  /** `slotOf` gives the slot of a term, -1 where its segment does not have it. */
  constructor(
    asked: { readonly given: readonly AskedProduct[]; readonly named: readonly AskedProduct[] },
    slots: number,
    slotOf: (term: string) => number,
  ) {
    this.#given = asked.given.map((product) => wantedOf(product, slotOf))
    this.#named = asked.named.map((product) => wantedOf(product, slotOf))
    this.#all = [...this.#given, ...this.#named]
    this.#lineOf = new Int32Array(slots)
    this.#documentOf = new Int32Array(slots)
  }

  /** Lines of the document so far. */
  get count(): number {
    return this.#lines
  }

  begin(): void {
    this.#document++
    this.#lines = 0
    for (const product of this.#all) {
      product.fits = false
      product.fitsVersion = false
    }
  }

  add(slots: Int32Array, count: number): void {
    this.#line++
    this.#lines++
    for (let i = 0; i < count; i++) {
      const slot = slots[i]!
      if (slot < 0) continue
      this.#lineOf[slot] = this.#line
      this.#documentOf[slot] = this.#document
    }
    for (const product of this.#all) {
      if (product.fitsVersion || !product.names.some((words) => words.every((slot) => this.#isInLine(slot))))
        continue
      product.fits = true
      product.fitsVersion = product.versions.some((slot) => this.#isInLine(slot))
    }
  }

  agreement(): ProductAgreement {
    let weight = 0
    let covered = 0
    for (const { words } of this.#all) {
      for (const word of words) {
        weight += word.weight
        if (word.slot >= 0 && this.#documentOf[word.slot] === this.#document) covered += word.weight
      }
    }
    return {
      covered: weight === 0 ? 0 : (2 * covered) / weight - 1,
      given: this.#agreementWith(this.#given),
      named: this.#agreementWith(this.#named),
    }
  }

  #agreementWith(products: readonly Wanted[]): Agreement {
    if (products.length === 0) return { name: 0, version: 0, clash: 0 }
    let name = 0
    let version = 0
    for (const { fits, fitsVersion, versions } of products) {
      if (!fits) continue
      name++
      version += versions.length === 0 ? 0.5 : fitsVersion ? 1 : 0
    }
    return {
      name: name / products.length,
      version: version / products.length,
      clash: this.#lines > 0 && name === 0 ? 1 : 0,
    }
  }

  #isInLine(slot: number): boolean {
    return this.#lineOf[slot] === this.#line
  }
}

function wantedOf({ names, versions }: AskedProduct, slotOf: (term: string) => number): Wanted {
  const slotsOf = (terms: AskedProduct['versions']): number[] => terms.map(({ term }) => slotOf(term))
  return {
    names: names.map(slotsOf).filter((slots) => !slots.includes(-1)),
    versions: slotsOf(versions),
    words: [...(names[0] ?? []), ...versions].map(({ term, weight }) => ({
      slot: slotOf(term),
      weight: weight / 256,
    })),
    fits: false,
    fitsVersion: false,
  }
}
