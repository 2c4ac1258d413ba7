// What lies on disk?
//
// An index is a folder (or a `Map`, or a URL) with one manifest and, for each segment, a few files that never change:
//
//     index.kb                   the manifest: which files, which statistics, the top level of each term dictionary
//     terms-3f0c9a….kb           term dictionary: term → number of documents, where its postings are
//     postings-77b2….kb          per term: blocks of 128 documents with one small integer each, its impact
//     forward-5a1e….kb           per document: the terms of its fields in order, for a second ranking stage
//     display-0d9b….kb           per document: what a list of results shows
//     records-c4f6….kb           per document: the whole record
//     rules-….kb                 opaque to this room; any number of further parts may be added by name
//
// Files are named by their content, so they may be cached for ever and a new index can grow beside an old one; writing
// `index.kb` (temporary file, fsync, rename) is the moment at which the new one counts.
//
// Every file, the manifest too, has the same frame. Numbers are little-endian.
//
//     head   8  magic  89 "kbidx" 0D 0A      (a transfer as text breaks it)
//            2  format version
//            1  kind of file, see `fileKinds`
//            1  zero
//            4  number of the segment
//           16  build id: what this index was built from; equal in all files of one build
//            4  CRC-32 of the 32 bytes before
//     pages  the payload in pieces of `pagePayload` bytes (the last may be shorter), each followed by its CRC-32. The sum
//            is seeded with kind, segment, build id and page number: a page of another place or build does not pass.
//     tail   8  length of the payload
//            4  CRC-32 of head and length
//
// A reader asks for any range of the payload and gets it only after the pages it lies in have passed. Payloads:
//
//     manifest   `manifest.ts`          terms      `term-dictionary.ts`      postings   `postings.ts`
//     forward    `forward.ts`           display, records                     `documents.ts`
//
// Version policy: magic and version stay where they are for ever; a reader refuses another version than its own, saying
// which way to go. A change that old readers would misread raises `formatVersion`; once a version was released, the one
// after it reads both. 1, of before the first release, had other checksums.

import { KbError } from '../errors.ts'

export const magic = new Uint8Array([0x89, 0x6b, 0x62, 0x69, 0x64, 0x78, 0x0d, 0x0a])
export const formatVersion = 2

export const manifestName = 'index.kb'

/** The number is what stands in the head of a file. */
export const fileKinds = {
  manifest: 0,
  terms: 1,
  postings: 2,
  forward: 3,
  display: 4,
  records: 5,
  part: 6,
  cards: 7,
} as const
export type FileKind = keyof typeof fileKinds

export const headBytes = 36
export const tailBytes = 12

/**
 * Bytes of payload in a page: the least that is read at once. Small where little is wanted of many places, so that a
 * question asked over a network does not pay for neighbours; a checksum for each page is the price.
 */
export const pagePayload: Readonly<Record<FileKind, number>> = {
  manifest: 4092,
  terms: 2044,
  postings: 508,
  forward: 508,
  display: 252,
  records: 4092,
  part: 4092,
  cards: 508,
}
export const sumBytes = 4

/** Where one file belongs; part of every checksum in it. `build` has 16 bytes. */
export interface FilePlace {
  readonly kind: FileKind
  readonly segment: number
  readonly build: Uint8Array
}

/**
 * The one way in: the bytes `[from, to)` of a file of the index. Fewer bytes where the file ends before `to`; rejects
 * with E0301 where there is no such file.
 */
export type ReadBytes = (file: string, from: number, to: number) => Promise<Uint8Array>

/** Raw deflate, so that this room needs neither zlib nor a browser. It goes on as if it had just written `preset`. */
export type Deflate = (bytes: Uint8Array, preset: Uint8Array) => Uint8Array
/** The reverse: gives exactly `size` bytes, or rejects; never holds more than that. */
export type Inflate = (bytes: Uint8Array, size: number, preset: Uint8Array) => Promise<Uint8Array>

export function damaged(file: string, what: string): KbError {
  return new KbError('E0302', `it ${what}`, {
    help: 'The index is damaged. Build it again with `kb build`, or copy it again from where it came.',
    place: { file },
  })
}
