// Who reads and packs: this thread, or others?
//
// Both look the same to the build. Small collections are read here, for starting a thread costs more than they do.

import { Worker } from 'node:worker_threads'
import type { PackedBlock } from '../segment/documents.ts'
import {
  deflateBlock,
  type ItemsOfKind,
  makePreset,
  type PackTask,
  pack,
  type Run,
  ScanMaker,
  type ScanTask,
  type Unit,
  type UnitFile,
  UnitReader,
} from './build-unit.ts'

export interface BuildWorker {
  readonly read: (files: readonly UnitFile[]) => Promise<Unit>
  readonly finishRun: () => Promise<Run>
  readonly preset: (sample: ItemsOfKind) => Promise<Uint8Array>
  readonly pack: (task: PackTask) => Promise<readonly PackedBlock[]>
  readonly deflate: (block: Uint8Array) => Promise<Uint8Array>
  /** One worker is given all cards, in order; then it has the part. */
  readonly scan: (task: ScanTask) => Promise<void>
  readonly finishScan: () => Promise<Uint8Array>
  readonly close: () => Promise<void>
}

/** What is sent to a thread. It answers in order, with `Reply`. */
export type Request =
  | { readonly job: 'read'; readonly files: readonly UnitFile[] }
  | { readonly job: 'finishRun' }
  | { readonly job: 'preset'; readonly sample: ItemsOfKind }
  | { readonly job: 'pack'; readonly task: PackTask }
  | { readonly job: 'deflate'; readonly block: Uint8Array }
  | { readonly job: 'scan'; readonly task: ScanTask }
  | { readonly job: 'finishScan' }

export type Reply =
  | { readonly value: Unit | Run | readonly PackedBlock[] | Uint8Array | null }
  | { readonly problem: string }

/** `threads` 0: this one does everything. */
export function startWorkers(threads: number): BuildWorker[] {
  return threads === 0 ? [localWorker()] : Array.from({ length: threads }, threadWorker)
}

function localWorker(): BuildWorker {
  const reader = new UnitReader()
  const scan = new ScanMaker()
  return {
    read: async (files) => reader.read(files),
    finishRun: async () => reader.finishRun(),
    preset: async (sample) => makePreset(sample),
    pack: async (task) => pack(task),
    deflate: async (block) => deflateBlock(block),
    scan: async (task) => scan.add(task),
    finishScan: async () => scan.finish(),
    close: async () => {},
  }
}

function threadWorker(): BuildWorker {
  const worker = startThread()
  const waiting: { resolve: (value: never) => void; reject: (problem: Error) => void }[] = []
  worker.on('message', (reply: Reply) => {
    const { resolve, reject } = waiting.shift()!
    if ('problem' in reply) reject(new Error(reply.problem))
    else resolve(reply.value as never)
  })
  worker.on('error', (problem) => {
    for (const { reject } of waiting.splice(0)) reject(problem)
  })
  const ask = <T>(request: Request): Promise<T> =>
    new Promise((resolve, reject) => {
      waiting.push({ resolve, reject })
      worker.postMessage(request)
    })
  return {
    read: (files) => ask({ job: 'read', files }),
    finishRun: () => ask({ job: 'finishRun' }),
    preset: (sample) => ask({ job: 'preset', sample }),
    pack: (task) => ask({ job: 'pack', task }),
    deflate: (block) => ask({ job: 'deflate', block }),
    scan: (task) => ask({ job: 'scan', task }),
    finishScan: () => ask({ job: 'finishScan' }),
    close: async () => void (await worker.terminate()),
  }
}

/**
 * Later V8s let what is young grow much larger, which takes memory and saves no time. Who may have less than two gigabytes
 * lets garbage wait until there is as much again, not three times as much; an article takes at most some hundred megabytes.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 24, maxOldGenerationSizeMb: 1000 }

/** The thread's program lies beside this file, in the command line, too; run from source, it needs a loader for TypeScript. */
function startThread(): Worker {
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL('./build-thread.js', import.meta.url), { resourceLimits })
  const program = JSON.stringify(new URL('./build-thread.ts', import.meta.url))
  return new Worker(`import('tsx/esm/api').then(({ register }) => (register(), import(${program})))`, {
    eval: true,
    resourceLimits,
  })
}

/**
 * Gives every task to a worker that is free, `ahead` at a time so that none waits for the next while this thread is busy.
 * Rejects with the first failure.
 */
export async function spread<T>(
  workers: readonly BuildWorker[],
  tasks: Iterable<T>,
  work: (worker: BuildWorker, task: T, number: number) => Promise<void>,
  ahead = 2,
): Promise<void> {
  const iterator = tasks[Symbol.iterator]()
  let failed = false
  const drain = async (worker: BuildWorker, number: number): Promise<void> => {
    for (let next = iterator.next(); next.done !== true && !failed; next = iterator.next()) {
      await work(worker, next.value, number)
    }
  }
  const drains = workers.flatMap((worker, number) =>
    Array.from({ length: ahead }, () => drain(worker, number)),
  )
  const outcomes = await Promise.allSettled(
    drains.map((drain) =>
      drain.catch((problem: unknown) => {
        failed = true
        throw problem
      }),
    ),
  )
  const rejected = outcomes.find((outcome) => outcome.status === 'rejected')
  if (rejected !== undefined) throw rejected.reason
}
