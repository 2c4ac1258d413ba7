// Which bytes are an index of the format of today?
//
//     npx tsx scripts/golden.ts
//
// Writes test/golden/format-N, which `test/segment/golden.test.ts` opens for ever. Before a version of the format is
// released, run it after every change of what an index holds. After that a change that makes the test fail is a new
// version: raise `formatVersion`, keep the old folder, run this.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { buildGolden, goldenFolder } from '../test/support/golden.ts'

rmSync(goldenFolder, { recursive: true, force: true })
mkdirSync(goldenFolder, { recursive: true })
for (const [name, bytes] of buildGolden()) writeFileSync(new URL(name, goldenFolder), bytes)
