// What takes the space of an index?
//
// By what the bytes are for. Facets are terms like any other, so their share is in the dictionary and the postings.

import type { FileKind } from './format.ts'
import { encodeManifest, type FileEntry, type Manifest, type SegmentFile } from './manifest.ts'
import { fileLength } from './pages.ts'

export interface PartSize {
  /** `search` is read for every question, `ranking` by a second stage, `answers` for what is shown, `updates` by builds. */
  readonly group: 'search' | 'ranking' | 'answers' | 'updates'
  readonly part: string
  /** Of the files as they lie on the disk. */
  readonly bytes: number
}

const partsOfSegments: readonly (Pick<PartSize, 'group' | 'part'> & { readonly file: SegmentFile })[] = [
  { group: 'search', part: 'dictionary', file: 'terms' },
  { group: 'search', part: 'postings', file: 'postings' },
  { group: 'ranking', part: 'forward', file: 'forward' },
  { group: 'answers', part: 'cards', file: 'cards' },
  { group: 'answers', part: 'display', file: 'display' },
  { group: 'answers', part: 'records', file: 'records' },
]

/** Every part of the index; groups stand together. */
export function sizesOf(manifest: Manifest): PartSize[] {
  const onDisk = (kind: FileKind, { length }: FileEntry): number => fileLength(kind, length)
  const sizes = partsOfSegments.map(({ file, ...named }) => ({
    ...named,
    bytes: manifest.segments.reduce((sum, { files }) => sum + onDisk(file, files[file]), 0),
  }))
  const ownSize = fileLength('manifest', encodeManifest(manifest).length)
  return [
    { group: 'search', part: 'manifest', bytes: ownSize },
    ...sizes,
    ...Object.entries(manifest.parts).map(([part, file]): PartSize => {
      return { group: part === 'sources' ? 'updates' : 'answers', part, bytes: onDisk('part', file) }
    }),
  ]
}
