// How does a browser read the files of an index from a server?
//
//     what is asked for at once ──▶ few requests (`requests.ts`)
//         206  a part of the file
//         200  the server knows no Range requests: this is the whole file, and is kept; the next is asked for whole
//
// Every question has a round of requests for its words, one for their lists and one for what it shows.

import { KbError } from '../errors.ts'
import { Cache } from '../segment/cache.ts'
import { damaged, manifestName, type ReadBytes } from '../segment/format.ts'
import { type Piece, type Request, requestsFor } from './requests.ts'

/** The first answer on a page, when connections are still new, is to take no more requests than that, in so many rounds. */
const requestsOfFirstAnswer = 16
const roundsOfFirstAnswer = 4

/** Whole files are kept up to so many bytes. */
const keptBytes = 2 ** 26

interface Wanted extends Piece {
  readonly resolve: (bytes: Uint8Array) => void
  readonly reject: (problem: unknown) => void
}

/** `folder`: where the files lie. */
export function fetchFrom(folder: URL): ReadBytes {
  const files = new FetchedFiles(folder)
  return (file, from, to) => files.read(file, from, to)
}

class FetchedFiles {
  readonly #folder: URL
  readonly #wholes = new Cache<Uint8Array>(keptBytes, ({ length }) => length)
  #wanted: Wanted[] = []
  #sendsWholes = false
  #requestsLeft = requestsOfFirstAnswer
  #roundsLeft = roundsOfFirstAnswer

  constructor(folder: URL) {
    this.#folder = new URL(folder)
    if (!folder.pathname.endsWith('/')) this.#folder.pathname += '/'
  }

  read(file: string, from: number, to: number): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      this.#wanted.push({ file, from, to, resolve, reject })
      // not by a timer: other work would come between, and in a page that is hidden timers wait for a second
      if (this.#wanted.length === 1) queueMicrotask(() => this.#fetchWanted())
    })
  }

  #fetchWanted(): void {
    const wanted = this.#wanted
    this.#wanted = []
    const most = this.#roundsLeft-- > 0 ? this.#requestsLeft : wanted.length
    const requests = requestsFor(wanted, most)
    this.#requestsLeft -= requests.length
    for (const request of requests) this.#answer(request)
  }

  /** A request that fails fails for all pieces of it. */
  async #answer(request: Request<Wanted>): Promise<void> {
    const { file, pieces } = request
    try {
      const { bytes, at } = this.#sendsWholes
        ? { bytes: await this.#wholes.get(file, async () => (await this.#fetch(file)).bytes), at: 0 }
        : await this.#fetchPart(request)
      for (const { from, to, resolve } of pieces) resolve(bytes.subarray(from - at, to - at))
    } catch (problem) {
      for (const { reject } of pieces) reject(problem)
    }
  }

  /** At least the part that is asked for, as far as the file reaches, and where in the file it begins. */
  async #fetchPart({ file, from, to }: Piece): Promise<{ bytes: Uint8Array; at: number }> {
    const isManifest = file === manifestName
    // The manifest is read to its end, wherever that is.
    const last = isManifest ? '' : to - 1
    const { status, bytes } = await this.#fetch(file, {
      headers: { range: `bytes=${from}-${last}` },
      // Only the manifest can have changed. A cache that keeps parts of a file has them asked for one after the other.
      cache: isManifest ? 'no-cache' : 'no-store',
    })
    if (status === 416) return { bytes: new Uint8Array(0), at: from }
    if (status === 206) return { bytes, at: from }
    this.#sendsWholes = true
    return { bytes: await this.#wholes.get(file, async () => bytes), at: 0 }
  }

  async #fetch(file: string, how: RequestInit = {}): Promise<{ status: number; bytes: Uint8Array }> {
    const address = new URL(file, this.#folder)
    const [response, body] = await fetch(address, how)
      .then(async (response) => [response, await response.arrayBuffer()] as const)
      .catch((cause: unknown) => {
        throw unreadable(address, 'no answer', cause)
      })
    if (response.ok || response.status === 416)
      return { status: response.status, bytes: new Uint8Array(body) }
    if (response.status !== 404) throw unreadable(address, `answer ${response.status}`)
    if (file !== manifestName) throw damaged(file, 'is missing')
    throw new KbError('E0301', 'there is no index', {
      help: 'Check the address.',
      place: { file: this.#folder.href },
    })
  }
}

function unreadable(address: URL, reason: string, cause?: unknown): KbError {
  return new KbError('E0304', `it cannot be read: ${reason}`, {
    help: 'Try again, or check the server.',
    place: { file: address.href },
    cause,
  })
}
