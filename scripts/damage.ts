// What does an index do whose bytes are not those that were written?
//
//     npx tsx scripts/damage.ts [--rounds N] [--index DIR]
//
// A small index: every file cut at every byte, N flipped bits (20,000), N forged payloads with right checksums. A large
// one, if --index names it: 1,000 cuts and 1,000 flipped bits of each file. Each time the same questions are asked; the
// index must answer as before or refuse with an error that names the file, in bounded time. A forged one may answer
// anything, but must read nothing else, and end.

import { parseArgs } from 'node:util'
import { buildIndex } from '../src/build.ts'
import { deflate, openFolder } from '../src/node/index-files.ts'
import { decodeManifest, filesOf } from '../src/segment/manifest.ts'
import { openWhole } from '../src/segment/pages.ts'
import { randomArticles } from '../test/support/collection.ts'
import {
  answersFrom,
  answersOf,
  type Files,
  refused,
  withFlippedBit,
  withForgedPayload,
} from '../test/support/damage.ts'
import { pick, randomFrom } from '../test/support/random.ts'
import { report } from './support/results.ts'

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '20000' }, index: { type: 'string' } },
})
const rounds = Number(options.rounds)
const random = randomFrom(51)
const started = performance.now()

const tally = { same: 0, refused: 0, other: 0, wrong: 0, slowest: 0 }
const figures: Record<string, typeof tally> = {}
const small: Files = buildIndex(randomArticles(12), { deflate })
const smallReports = ['w1 w5 w20 w300', 'product 3 w7']
const sound = await answersOf(small, smallReports)

figures.cuts = await count(function* () {
  for (const [name, bytes] of small) {
    for (let length = 0; length < bytes.length; length++)
      yield new Map(small).set(name, bytes.subarray(0, length))
  }
}, false)
figures.flips = await count(function* () {
  for (let round = 0; round < rounds; round++) yield withFlippedBit(small, random)
}, false)
figures.forged = await count(function* () {
  for (let round = 0; round < rounds; round++) yield withForgedPayload(small, random)
}, true)
if (options.index !== undefined) figures.large = await damageLarge(options.index)
report('damage', { ...figures, seconds: (performance.now() - started) / 1000 })
if (Object.values(figures).some(({ wrong }) => wrong > 0)) process.exitCode = 1

/** `mayDiffer`: whoever can forge checksums can forge answers. */
async function count(trials: () => Iterable<Files>, mayDiffer: boolean): Promise<typeof tally> {
  const counts = { ...tally }
  for (const files of trials()) await judge(counts, answersOf(files, smallReports), sound, mayDiffer)
  return counts
}

async function judge(
  counts: typeof tally,
  answering: Promise<string>,
  expected: string,
  mayDiffer: boolean,
): Promise<void> {
  const began = performance.now()
  const answers = await answering.catch((problem: unknown) => `thrown: ${(problem as Error).stack}`)
  counts.slowest = Math.max(counts.slowest, performance.now() - began)
  if (answers === expected) counts.same++
  else if (refused.test(answers)) counts.refused++
  else if (mayDiffer && answers.startsWith('[')) counts.other++
  else {
    counts.wrong++
    console.error(answers.slice(0, 500))
  }
}

/** The files are not copied: the damage is done to what is read. */
async function damageLarge(folder: string): Promise<typeof tally> {
  const reports = ['modem busy', 'the printer does not print after an error', 'access violation 0xc0000005']
  const { read } = openFolder(folder)
  const expected = await answersFrom(read, reports)
  const { payload } = openWhole('index.kb', await read('index.kb', 0, 2 ** 26))
  const counts = { ...tally }
  for (const name of filesOf(decodeManifest(payload))) {
    const size = await sizeOf(name)
    for (let round = 0; round < 1000; round++) {
      const at = pick(random, size)
      const cut: typeof read = async (file, from, to) =>
        read(file, from, file === name ? Math.max(from, Math.min(to, at)) : to)
      const flip: typeof read = async (file, from, to) => {
        const bytes = await read(file, from, to)
        if (file === name && at >= from && at < from + bytes.length) bytes[at - from]! ^= 1 << (round & 7)
        return bytes
      }
      await judge(counts, answersFrom(cut, reports), expected, false)
      await judge(counts, answersFrom(flip, reports), expected, false)
    }
  }
  return counts

  async function sizeOf(name: string): Promise<number> {
    let size = 0
    for (let got = -1; got !== 0; size += got) got = (await read(name, size, size + 2 ** 20)).length
    return size
  }
}
