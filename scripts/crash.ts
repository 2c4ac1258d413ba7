// Does a build that is killed, or whose disk fails, ever leave anything but a sound index?
//
//     npm run build && npx tsx scripts/crash.ts [--kills N] [--only calls|failures|kills] [--update]
//
// Builds an index of 50 articles over an older one, or updates that, again and again: killed before each call to the file system; with
// each call failing once in each of four ways; and as a process of its own that SIGKILL ends at N random moments (200).
// After each the old index or the new one must be there byte for byte, and the next build must need no help.

import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { BuildTrial } from '../test/support/build-faults.ts'
import { randomFrom } from '../test/support/random.ts'
import { report } from './support/results.ts'

const { values: options } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    only: { type: 'string' },
    update: { type: 'boolean', default: false },
  },
})
const folder = mkdtempSync(join(tmpdir(), 'kb-crash-'))
try {
  const trial = await BuildTrial.prepare(folder, 50, options.update)
  const calls = await trial.callsOfBuild()
  const parts: Readonly<Record<string, () => Promise<object>>> = {
    calls: () => killAtCalls(trial, calls),
    failures: () => failCalls(trial, calls),
    kills: () => killProcesses(trial),
  }
  const figures: Record<string, unknown> = { calls }
  for (const [part, measure] of Object.entries(parts))
    if (options.only === undefined || options.only === part) figures[part] = await measure()
  report('crash', figures)
} finally {
  rmSync(folder, { recursive: true })
}

async function killAtCalls(trial: BuildTrial, calls: number): Promise<object> {
  const left = { old: 0, new: 0 }
  for (let call = 1; call <= calls; call++) left[await trial.kill(call)]++
  return left
}

async function failCalls(trial: BuildTrial, calls: number): Promise<object> {
  const errors: Record<string, number> = {}
  for (const code of ['ENOSPC', 'EIO', 'EACCES', 'EMFILE']) {
    for (let call = 1; call <= calls; call++) {
      const outcome = `${code} → ${(await trial.fail(call, code)) ?? 'built'}`
      errors[outcome] = (errors[outcome] ?? 0) + 1
    }
  }
  return errors
}

/** What each killed process left; a build that was done before it was killed counts too. */
async function killProcesses(trial: BuildTrial): Promise<Record<string, number>> {
  const random = randomFrom(41)
  const whole = await timeOf(trial)
  const left: Record<string, number> = { old: 0, new: 0 }
  for (let kill = 0; kill < Number(options.kills); kill++) {
    const out = trial.freshOut()
    const child = startBuild(trial, out)
    const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
    // Loading the program takes most of the time and writes nothing.
    await sleep(whole * (0.3 + 0.9 * random()))
    child.kill('SIGKILL')
    await ended
    left[trial.soundIndexIn(out)]!++
    await trial.rebuild(out)
  }
  return left
}

async function timeOf(trial: BuildTrial): Promise<number> {
  const started = performance.now()
  const child = startBuild(trial, trial.freshOut())
  await new Promise<void>((resolve) => child.on('exit', () => resolve()))
  return performance.now() - started
}

function startBuild(trial: BuildTrial, out: string): ReturnType<typeof spawn> {
  return spawn(
    process.execPath,
    ['dist/cli/kb.js', 'build', trial.texts, '--out', out, ...(options.update ? ['--update'] : [])],
    { stdio: 'ignore' },
  )
}
