// What is stored in an index, besides what finding and listing documents takes?
//
// Apart from `reader.ts`, so that whoever only searches loads none of it.

import type { BlockPlace, Documents } from './documents.ts'
import { type Facet, facetPrefix, facetTerm } from './facets.ts'
import { decodeForward, type FieldSequence } from './forward.ts'
import { termsStartingWith } from './near.ts'
import type { Index, OpenFile, Segment } from './reader.ts'
import { decodeRecord, type Record, type StoredRecord } from './record.ts'

type Fail = (what: string) => Error

/** The document with that id in any spelling, `null` where there is none. */
export async function documentOf(index: Index, id: string): Promise<number | null> {
  const term = facetTerm('id', id)
  const found = await Promise.all(
    index.segments.map(async (segment) => {
      const info = await segment.find(term)
      return info === null || !('doc' in info.list)
        ? null
        : segment.firstDoc + segment.checkDoc(info.list.doc)
    }),
  )
  return found.find((doc) => doc !== null) ?? null
}

/** The record, what is kept beside it, and the error to throw where that cannot be read. */
export async function recordOf(index: Index, doc: number): Promise<StoredRecord & { readonly fail: Fail }> {
  const { segment, local } = index.locate(doc)
  const { fail } = segment.records
  return { ...decodeRecord(await segment.records.item(local), fail), fail }
}

/** The record of the article with that id in any spelling, `null` where there is none. */
export async function articleOf(index: Index, id: string): Promise<Record | null> {
  const doc = await documentOf(index, id)
  return doc === null ? null : (await recordOf(index, doc)).record
}

/** The bytes that `encodeStoredCard` has written, and the error to throw where they are none. */
export async function cardOf(index: Index, doc: number): Promise<StoredItem> {
  return (await storedItemsOf(index, [doc], ({ cards }) => cards))[0]!
}

/** The terms of a document by their names in its segment. */
export async function forwardOf(
  index: Index,
  doc: number,
): Promise<{ readonly segment: Segment; readonly fields: readonly FieldSequence[] }> {
  const { segment, local } = index.locate(doc)
  return { segment, fields: decodeForward(await segment.forward.item(local), segment.forward.fail) }
}

/** What is stored for a document, and the error to throw where it is not what it should be. */
export interface StoredItem {
  /** Number of the segment; terms go by its names. */
  readonly segment: number
  readonly item: Uint8Array
  readonly fail: Fail
}

/** What a file holds for documents, in their order. */
export async function storedItemsOf(
  index: Index,
  docs: readonly number[],
  fileOf: (segment: Segment) => Documents,
): Promise<StoredItem[]> {
  const places = docs.map((doc) => index.locate(doc))
  const itemsIn = async (segment: Segment): Promise<[Segment, Map<number, Uint8Array>]> => {
    const locals = places.flatMap((place) => (place.segment === segment ? place.local : []))
    return [segment, await itemsOf(fileOf(segment), locals)]
  }
  const segments = [...new Set(places.map(({ segment }) => segment))]
  const items = new Map(await Promise.all(segments.map(itemsIn)))
  return places.map(({ segment, local }) => ({
    segment: index.segments.indexOf(segment),
    item: items.get(segment)!.get(local)!,
    fail: fileOf(segment).fail,
  }))
}

/** For `decodeForward`. */
export function forwardItemsOf(index: Index, docs: readonly number[]): Promise<StoredItem[]> {
  return storedItemsOf(index, docs, ({ forward }) => forward)
}

/** The items of some documents, by doc id, each block read once; throws a RangeError where there is no such doc id. */
export async function itemsOf(
  documents: Documents,
  docs: readonly number[],
): Promise<Map<number, Uint8Array>> {
  const blocks = new Map<number, { place: BlockPlace; docs: number[] }>()
  for (const doc of docs) {
    const place = await documents.blockOf(doc)
    const block = blocks.get(place.firstDoc) ?? { place, docs: [] }
    block.docs.push(doc)
    blocks.set(place.firstDoc, block)
  }
  const items = Array.from(blocks.values(), async ({ place, docs }) => {
    const block = await documents.read(place)
    return docs.map((doc): [number, Uint8Array] => [doc, block.item(doc)])
  })
  return new Map((await Promise.all(items)).flat())
}

/** The documents with a value of a facet, ascending; empty where there is none. */
export async function documentsWith(index: Index, facet: Facet, value: string): Promise<number[]> {
  const term = facetTerm(facet, value)
  const found = await Promise.all(
    index.segments.map(async (segment) => {
      const info = await segment.find(term)
      if (info === null) return []
      const list = await segment.postings(info)
      list.decodeAll()
      return Array.from(list.docs, (doc) => segment.firstDoc + doc)
    }),
  )
  return found.flat()
}

/** All values of a facet in order, or those that begin so, with the number of documents that have each. */
export async function facetValuesOf(
  index: Index,
  facet: Facet,
  beginning = '',
): Promise<Map<string, number>> {
  const prefix = facetPrefix(facet)
  const counts = new Map<string, number>()
  for (const { dictionary } of index.segments) {
    for (const { term, count } of await termsStartingWith(dictionary, prefix + beginning)) {
      const value = term.slice(prefix.length)
      counts.set(value, (counts.get(value) ?? 0) + count)
    }
  }
  return counts
}

/** Reads ranges of a part by its name; `null` where the index has no such part. */
export function partOf(
  index: Index,
  name: string,
): (Pick<OpenFile, 'read' | 'readOnce' | 'fail'> & { readonly length: number }) | null {
  const { parts } = index.manifest
  const entry = Object.hasOwn(parts, name) ? parts[name]! : null
  return entry === null ? null : { length: entry.length, ...index.open('part', 0, entry) }
}
