// What does an index do whose bytes are not those that were written?

import { english } from '../../src/analysis/analyzer.ts'
import { KbError } from '../../src/errors.ts'
import { inflate } from '../../src/node/index-files.ts'
import { queryOf } from '../../src/query/query.ts'
import { search } from '../../src/query/searcher.ts'
import type { ReadBytes } from '../../src/segment/format.ts'
import { readFrom } from '../../src/segment/in-memory.ts'
import { framed, openWhole } from '../../src/segment/pages.ts'
import { openIndex } from '../../src/segment/reader.ts'
import { cardOf, facetValuesOf, forwardOf, partOf, recordOf } from '../../src/segment/stored.ts'
import { pick } from './random.ts'

export type Files = ReadonlyMap<string, Uint8Array>

/**
 * All answers to these reports, with all that is stored of every hit, as one text; or, where the index refuses, the code
 * and the file of the error. Anything else that is thrown is thrown on.
 */
export function answersOf(files: Files, reports: readonly string[]): Promise<string> {
  return answersFrom(readFrom(files), reports)
}

export async function answersFrom(read: ReadBytes, reports: readonly string[]): Promise<string> {
  try {
    const index = await openIndex({ read: onlyIndexFiles(read), inflate, analyzer: english.name })
    const answers: unknown[] = [index.documents, [...(await facetValuesOf(index, 'product'))]]
    for (const report of reports) {
      const { hits, terms } = await search(index, queryOf(report, english), { top: 5 })
      const stored = hits.map(async ({ doc }) => [
        await index.display(doc),
        await recordOf(index, doc),
        Buffer.from((await cardOf(index, doc)).item).toString('latin1'),
        (await forwardOf(index, doc)).fields.map(({ field, length, terms }) => [
          field,
          length,
          Array.from(terms),
        ]),
      ])
      answers.push(terms, hits, await Promise.all(stored))
    }
    for (const name of ['rules', 'scan']) {
      const part = partOf(index, name)
      if (part !== null) answers.push(Buffer.from(await part.read(0, part.length)).toString('latin1'))
    }
    return JSON.stringify(answers)
  } catch (problem) {
    if (problem instanceof KbError && problem.place !== null) return `${problem.code} ${problem.place.file}`
    throw problem
  }
}

/** A reader that fails the test where it is asked for anything but a file of an index. */
function onlyIndexFiles(read: ReadBytes): ReadBytes {
  return (name, from, to) => {
    if (!/^[a-z0-9-]+\.kb$/.test(name) || !(from >= 0) || !(to - from <= 2 ** 26)) {
      throw new Error(`read of ${name} from ${from} to ${to}`)
    }
    return read(name, from, to)
  }
}

export const refused = /^E030[123] [a-z0-9-]+\.kb$/

/** One bit of one file is another. */
export function withFlippedBit(files: Files, random: () => number): Files {
  const [name, bytes] = pickFile(files, random)
  const flipped = bytes.slice()
  flipped[pick(random, bytes.length)]! ^= 1 << pick(random, 8)
  return new Map(files).set(name, flipped)
}

/** A payload is changed in one to four places and framed again, so that every checksum holds. */
export function withForgedPayload(files: Files, random: () => number): Files {
  const [name, bytes] = pickFile(files, random)
  const { head, payload } = openWhole(name, bytes)
  let forged = payload.slice()
  for (let changes = 1 + pick(random, 4); changes > 0 && forged.length > 0; changes--) {
    forged = forge(forged, random)
  }
  return new Map(files).set(name, framed(head, forged))
}

const hostile = [0, 1, 0x7f, 0x80, 0xff]

function forge(payload: Uint8Array, random: () => number): Uint8Array<ArrayBuffer> {
  const at = pick(random, payload.length)
  const forged = payload.slice()
  switch (pick(random, 4)) {
    case 0:
      forged[at] = hostile[pick(random, hostile.length)]!
      return forged
    case 1:
      forged[at] = pick(random, 256)
      return forged
    // The largest numbers that there are, over whatever stood there.
    case 2:
      forged.set([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f].slice(0, payload.length - at), at)
      return forged
    // What stood elsewhere.
    default:
      forged.copyWithin(at, pick(random, payload.length), payload.length)
      return forged
  }
}

function pickFile(files: Files, random: () => number): [string, Uint8Array] {
  return [...files][pick(random, files.size)]!
}
