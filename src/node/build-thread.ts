// What does a thread of a build do? It answers the requests of `build-workers.ts`, one after the other.

import { parentPort } from 'node:worker_threads'
import { deflateBlock, makePreset, pack, ScanMaker, UnitReader } from './build-unit.ts'
import type { Reply, Request } from './build-workers.ts'

const reader = new UnitReader()
const scan = new ScanMaker()

parentPort!.on('message', (request: Request) => {
  try {
    const value = answer(request)
    parentPort!.postMessage({ value } satisfies Reply, buffersOf(value))
  } catch (problem) {
    const told = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem)
    parentPort!.postMessage({ problem: told } satisfies Reply)
  }
})

type Value = Extract<Reply, { value: unknown }>['value']

function answer(request: Request): Value {
  switch (request.job) {
    case 'read':
      return reader.read(request.files)
    case 'finishRun':
      return reader.finishRun()
    case 'preset':
      return makePreset(request.sample)
    case 'pack':
      return pack(request.task)
    case 'deflate':
      return deflateBlock(request.block)
    case 'scan':
      scan.add(request.task)
      return null
    case 'finishScan':
      return scan.finish()
  }
}

/** Large arrays are handed over, not copied. */
function buffersOf(value: Value): ArrayBuffer[] {
  return arraysOf(value).flatMap((array) => (array === undefined ? [] : (array.buffer as ArrayBuffer)))
}

function arraysOf(value: Value): readonly (Uint8Array | undefined)[] {
  if (value === null) return []
  if (value instanceof Uint8Array) return [value]
  if ('items' in value) return [...Object.values(value.items), value.finished?.bytes]
  return 'bytes' in value ? [value.bytes] : []
}
