import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { KbError } from '../../src/errors.ts'
import { buildFolder } from '../../src/node/build.ts'
import { BuildTrial } from '../support/build-faults.ts'
import { stingyFs } from '../support/faulty-fs.ts'
import { temporaryFolder } from '../support/folder.ts'

// `npx tsx scripts/crash.ts` does the same with more articles, more errors, and with processes that are really killed.

describe.each([
  ['a build', false],
  ['an update', true],
])('%s that does not end well', (_, update) => {
  let trial: BuildTrial
  let calls = 0
  beforeAll(async () => {
    trial = await BuildTrial.prepare(temporaryFolder(afterAll), 5, update)
    calls = await trial.callsOfBuild()
  })

  test('killed before any of its calls leaves the old index or the new one, and the next build needs no help', async () => {
    const left = new Set<string>()
    for (let call = 1; call <= calls; call++) left.add(await trial.kill(call))
    expect(left).toEqual(new Set(['old', 'new']))
  })

  test('whose call fails says so and leaves nothing but an index', async () => {
    const codes = new Set<string | null>()
    for (let call = 1; call <= calls; call++) codes.add(await trial.fail(call, 'ENOSPC'))
    expect(codes).toEqual(new Set(['E0401', null]))
  })
})

describe('a build', () => {
  let trial: BuildTrial
  beforeAll(async () => {
    trial = await BuildTrial.prepare(temporaryFolder(afterAll), 5)
  })

  test('whose writes take only a part at a time gives the same bytes', async () => {
    const out = trial.freshOut()
    await buildFolder([trial.texts], out, { workers: 0, fs: stingyFs() })
    expect(trial.soundIndexIn(out)).toBe('new')
  })

  test('while another one is writing refuses and says who is', async () => {
    const out = trial.freshOut()
    const both = [1, 2].map(() => buildFolder([trial.texts], out, { workers: 0 }))
    const outcomes = await Promise.allSettled(both)
    const refusals = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason as KbError] : [],
    )
    expect(refusals.map(({ code, message }) => [code, message])).toEqual([
      ['E0401', `another build (process ${process.pid}) is writing here`],
    ])
    expect(trial.soundIndexIn(out)).toBe('new')
  })

  test('into a place that is a file says so', async () => {
    const file = `${trial.texts}/a0.md`
    const before = readFileSync(file, 'utf8')
    await expect(buildFolder([`${trial.texts}/a1.md`], file, { workers: 0 })).rejects.toMatchObject({
      code: 'E0401',
    })
    expect(readFileSync(file, 'utf8')).toBe(before)
  })
})
