// Which files make up the index, and what must be known before the first of them is read?
//
//     payload    length of the description, the description (JSON), then per segment the length of the top level of its
//                term dictionary, and that; then, where they are here, the same of the directories of display files
//
// Whoever asks a question shows what it finds: that directory, too, is worth a few kilobytes before the first question
// rather than a request of its own.

import { ByteReader, ByteWriter, encodeText, parseJson } from './bytes.ts'
import { damaged, manifestName } from './format.ts'
import { kilobyte } from './pieces.ts'

export interface Manifest {
  /** Name of the analyzer whose terms the index has. */
  readonly analyzer: string
  /** 32 hex digits, the build id in the head of every file. */
  readonly build: string
  readonly documents: number
  readonly segments: readonly SegmentEntry[]
  /** Whatever else belongs to the index, by name. */
  readonly parts: Readonly<Record<string, FileEntry>>
}

export interface SegmentEntry {
  readonly documents: number
  readonly terms: number
  readonly postings: number
  readonly files: Readonly<Record<SegmentFile, FileEntry>>
  /** Of the term dictionary, packed; not part of the description. */
  readonly topLevel: Uint8Array
}

export const segmentFiles = ['terms', 'postings', 'forward', 'display', 'records', 'cards'] as const
export type SegmentFile = (typeof segmentFiles)[number]

export interface FileEntry {
  readonly name: string
  /** Of the payload. */
  readonly length: number
  /** Of the directory at the end of the payload; 0 for a file that has none. */
  readonly directory: number
  /** That directory, packed, where the manifest has it as well. */
  readonly held?: Uint8Array
  /** Of the whole file. */
  readonly sha256: string
  /** Bytes of the pieces it was cut into, whole kilobytes; 0 for a file that lies there whole. See `pieces.ts`. */
  readonly piece: number
}

/** Every file of an index but the manifest, with its kind. */
export function* entriesOf(
  manifest: Manifest,
): Generator<readonly [kind: SegmentFile | 'part', entry: FileEntry]> {
  for (const { files } of manifest.segments) for (const kind of segmentFiles) yield [kind, files[kind]]
  for (const entry of Object.values(manifest.parts)) yield ['part', entry]
}

/** The names of all files of an index, as they are before they are cut, but the manifest's own. */
export function filesOf(manifest: Manifest): Set<string> {
  return new Set(Array.from(entriesOf(manifest), ([, { name }]) => name))
}

export function encodeManifest(manifest: Manifest): Uint8Array {
  const description = encodeText(JSON.stringify(describe(manifest)))
  const payload = new ByteWriter(description.length * 2)
  payload.varint(description.length)
  payload.raw(description)
  const pieces = [
    ...manifest.segments.map(({ topLevel }) => topLevel),
    ...manifest.segments.flatMap(({ files }) => files.display.held ?? []),
  ]
  for (const piece of pieces) {
    payload.varint(piece.length)
    payload.raw(piece)
  }
  return payload.take()
}

/** The order of members is always the same, and so are the bytes. */
function describe({ analyzer, build, documents, segments, parts }: Manifest): unknown {
  const file = ({ name, length, directory, sha256, piece }: FileEntry): object => ({
    name,
    length,
    directory,
    sha256,
    ...(piece > 0 && { piece }),
  })
  return {
    analyzer,
    build,
    documents,
    segments: segments.map(({ documents, terms, postings, files }) => ({
      documents,
      terms,
      postings,
      files: Object.fromEntries(segmentFiles.map((kind) => [kind, file(files[kind])])),
    })),
    parts: Object.fromEntries(
      Object.keys(parts)
        .sort()
        .map((name) => [name, file(parts[name]!)]),
    ),
  }
}

/** Throws E0302 where anything is missing or out of bounds. */
export function decodeManifest(payload: Uint8Array): Manifest {
  const fail = (what: string): Error => damaged(manifestName, what)
  const reader = new ByteReader(payload, fail)
  const description = reader.raw(reader.bounded(reader.left))
  const check = new DescriptionCheck(fail)
  const manifest = check.object(parseJson(description))
  const segments = check.list(manifest.segments).map((entry) => {
    const segment = check.object(entry)
    const files = check.object(segment.files)
    return {
      documents: check.count(segment.documents),
      terms: check.count(segment.terms),
      postings: check.count(segment.postings),
      files: Object.fromEntries(segmentFiles.map((kind) => [kind, check.file(files[kind])])) as Record<
        SegmentFile,
        FileEntry
      >,
    }
  })
  const documents = check.count(manifest.documents)
  if (segments.reduce((sum, segment) => sum + segment.documents, 0) !== documents) {
    throw fail('has segments that do not add up to its documents')
  }
  const parts = Object.entries(check.object(manifest.parts)).map(([name, file]) => [name, check.file(file)])
  const piece = (): Uint8Array => reader.raw(reader.bounded(reader.left))
  const whole = segments.map((segment) => ({ ...segment, topLevel: piece() }))
  if (reader.left > 0) for (const { files } of whole) files.display = { ...files.display, held: piece() }
  return {
    analyzer: check.text(manifest.analyzer),
    build: check.hex(manifest.build, 32),
    documents,
    segments: whole,
    parts: Object.fromEntries(parts) as Manifest['parts'],
  }
}

/** An index on disk is untrusted: what the description says is believed member by member. */
class DescriptionCheck {
  readonly #fail: (what: string) => Error

  constructor(fail: (what: string) => Error) {
    this.#fail = fail
  }

  object(value: unknown): Readonly<Record<string, unknown>> {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw this.#bad('an object', value)
    return value as Record<string, unknown>
  }

  list(value: unknown): readonly unknown[] {
    if (!Array.isArray(value)) throw this.#bad('a list', value)
    return value
  }

  text(value: unknown, pattern = /^/, expected = 'a text'): string {
    if (typeof value !== 'string' || !pattern.test(value)) throw this.#bad(expected, value)
    return value
  }

  hex(value: unknown, digits: number): string {
    return this.text(value, new RegExp(`^[0-9a-f]{${digits}}$`), `${digits} hex digits`)
  }

  count(value: unknown, most = Number.MAX_SAFE_INTEGER): number {
    if (!Number.isInteger(value) || (value as number) < 0 || (value as number) > most)
      throw this.#bad(`a count up to ${most}`, value)
    return value as number
  }

  file(value: unknown): FileEntry {
    const file = this.object(value)
    // A name is a name in the folder of the index, never a path out of it.
    const name = this.text(file.name, /^[a-z][a-z0-9-]{0,80}\.kb$/, 'the name of a file')
    const length = this.count(file.length)
    const directory = this.count(file.directory, length)
    const piece = this.count(file.piece ?? 0)
    if (piece % kilobyte !== 0) throw this.#bad('whole kilobytes', piece)
    return { name, length, directory, sha256: this.hex(file.sha256, 64), piece }
  }

  #bad(expected: string, found: unknown): Error {
    const shown = JSON.stringify(found) ?? 'nothing'
    return this.#fail(
      `says ${shown.length > 60 ? `${shown.slice(0, 60)}…` : shown} where ${expected} belongs`,
    )
  }
}
