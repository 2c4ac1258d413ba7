// Is every article that a way out cites followed, or named as missing?
//
//     npx tsx scripts/chain-report.ts INDEX [--every N]
//
// Walks the chain of each N-th article (every one unless told otherwise) and compares its links with a plain scan of the
// sections that say what to do. Prints what was neither followed nor named, and the figures; writes these to
// scripts/results/chain-report.json.

import { english } from '../src/analysis/analyzer.ts'
import { chainOf, type ReadArticle } from '../src/diagnose/chain.ts'
import { inflate, openFolder } from '../src/node/index-files.ts'
import { openIndex } from '../src/segment/reader.ts'
import { articleOf, recordOf } from '../src/segment/stored.ts'
import { report } from './support/results.ts'

const [folder, , every = '1'] = process.argv.slice(2)
if (folder === undefined) {
  console.error('usage: npx tsx scripts/chain-report.ts INDEX [--every N]')
  process.exit(2)
}
const index = await openIndex({ read: openFolder(folder).read, inflate, analyzer: english.name })
const read: ReadArticle = (id) => articleOf(index, id)

const wayOut = new Set(['resolution', 'workaround', 'status', 'response'])
const depths: number[] = []
const relations: Record<string, number> = {}
let articles = 0
let citing = 0
let cited = 0
let missing = 0
let unnamed = 0
let cut = 0
let servicePacks = 0
let superseded = 0
let slowest = 0
for (let doc = 0; doc < index.documents; doc += Number(every)) {
  const { record } = await recordOf(index, doc)
  articles++
  const scanned = new Set(
    record.sections
      .filter(({ kind }) => wayOut.has(kind))
      .flatMap(({ text }) =>
        Array.from(text.matchAll(/(?<![\w\\./])Q(\d{6})(?![\w\\]|\.\w)/g), ([id]) => id),
      ),
  )
  scanned.delete(record.id ?? '')
  const start = performance.now()
  const chain = await chainOf(record, read)
  slowest = Math.max(slowest, performance.now() - start)
  if (chain?.cut === true) cut++
  const links = new Map((chain?.links ?? []).map((link) => [link.id, link]))
  if (scanned.size > 0) citing++
  for (const id of scanned) {
    cited++
    if (!links.has(id)) {
      unnamed++
      console.log(`${record.id}: ${id} is neither followed nor named`)
    } else if (links.get(id)!.missing) missing++
  }
  for (const { relation, provides, supersededBy } of links.values()) {
    relations[relation] = (relations[relation] ?? 0) + 1
    if (provides !== null) servicePacks++
    if (supersededBy !== null) superseded++
  }
  const depth = depthOf(record.id, links)
  depths[depth] = (depths[depth] ?? 0) + 1
}
report('chain-report', {
  articles,
  citing,
  cited,
  followed: cited - missing - unnamed,
  missing,
  unnamed,
  shareNamed: 1 - unnamed / Math.max(1, cited),
  cut,
  byDepth: depths.join(' '),
  relations,
  servicePacks,
  superseded,
  slowestMilliseconds: slowest,
})

/** The most citations between the first article and another. */
function depthOf(first: string | null, links: ReadonlyMap<string, { readonly from: string }>): number {
  let most = 0
  for (const { from } of links.values()) {
    let depth = 1
    for (let at: string | undefined = from; at !== undefined && at !== first; at = links.get(at)?.from)
      depth++
    most = Math.max(most, depth)
  }
  return most
}
