// Where are the items of the documents between reading and writing?
//
//     a spool of each kind     item…     in the order in which the documents were read
//
// They are wanted one kind at a time, in the order of doc ids: those of one product, which others stand between. Threads
// read them where they were read to: so many arrays to copy or to hand over are garbage soon, in two threads.

import type { StoredKind } from '../segment/writer.ts'
import type { BuildFolder, Spool } from './build-folder.ts'
import { ofEachKind } from './build-unit.ts'

/** Of a document. */
export interface SpooledPlace {
  /** Where its items begin. */
  readonly at: Readonly<Record<StoredKind, number>>
  /** How long they are. */
  readonly items: Readonly<Record<StoredKind, number>>
}

/** Most of what is asked for fits into it. */
const roomBytes = 1.25 * 2 ** 20
/** Reading so many bytes that nobody wants takes less time than asking the system once more. */
const widestGap = 2 ** 14
const nearBytes = 2 ** 20

export class SpooledItems {
  readonly #spools: Readonly<Record<StoredKind, Spool>>
  readonly #near = new Uint8Array(nearBytes)
  /** Where nothing stands now that is needed. */
  readonly #rooms: SharedArrayBuffer[] = []

  constructor(folder: BuildFolder) {
    this.#spools = ofEachKind(() => folder.spool())
  }

  /** Where each kind begins, of one document or of some. */
  append(items: Readonly<Record<StoredKind, Uint8Array>>): Record<StoredKind, number> {
    return ofEachKind((kind) => this.#spools[kind].append(items[kind]))
  }

  /** Has the items of these documents, end to end, used; once that is done they are not there any more. */
  async lend<T>(
    kind: StoredKind,
    documents: readonly SpooledPlace[],
    use: (items: Uint8Array) => Promise<T>,
  ): Promise<T> {
    const length = documents.reduce((sum, { items }) => sum + items[kind], 0)
    const isCommon = length <= roomBytes
    const room = (isCommon && this.#rooms.pop()) || new SharedArrayBuffer(Math.max(length, roomBytes))
    const items = new Uint8Array(room, 0, length)
    this.#readInto(items, kind, documents)
    const used = await use(items)
    if (isCommon) this.#rooms.push(room)
    return used
  }

  #readInto(all: Uint8Array, kind: StoredKind, documents: readonly SpooledPlace[]): void {
    let filled = 0
    for (let first = 0; first < documents.length; ) {
      const next = endOfNear(kind, documents, first)
      const from = documents[first]!.at[kind]
      const last = documents[next - 1]!
      const near = this.#read(kind, from, last.at[kind] + last.items[kind])
      for (; first < next; first++) {
        const { at, items } = documents[first]!
        const start = at[kind] - from
        all.set(near.subarray(start, start + items[kind]), filled)
        filled += items[kind]
      }
    }
  }

  /** Valid until the next call. */
  #read(kind: StoredKind, from: number, to: number): Uint8Array {
    const length = to - from
    const bytes = length > nearBytes ? new Uint8Array(length) : this.#near.subarray(0, length)
    this.#spools[kind].read(bytes, from)
    return bytes
  }
}

/** Behind the last of the documents that are best read together with the one at `first`. */
function endOfNear(kind: StoredKind, documents: readonly SpooledPlace[], first: number): number {
  const from = documents[first]!.at[kind]
  let next = first
  for (let end = from; next < documents.length; next++) {
    const { at, items } = documents[next]!
    const isNear = at[kind] >= end && at[kind] <= end + widestGap
    end = at[kind] + items[kind]
    if (!isNear || (next > first && end - from > nearBytes)) break
  }
  return next
}
