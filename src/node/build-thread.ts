// What does a thread of a build do? It answers the requests of `build-workers.ts`, one after the other.

import { parentPort } from 'node:worker_threads'
import { pack, UnitReader } from './build-unit.ts'
import type { Reply, Request } from './build-workers.ts'

const reader = new UnitReader()

parentPort!.on('message', (request: Request) => {
  try {
    reply({ value: answer(request) })
  } catch (problem) {
    reply({ problem: problem instanceof Error ? (problem.stack ?? problem.message) : String(problem) })
  }
})

function answer(request: Request): Extract<Reply, { value: unknown }>['value'] {
  switch (request.job) {
    case 'read':
      return reader.read(request.files)
    case 'finishRun':
      return reader.finishRun()
    case 'pack':
      return pack(request.task)
  }
}

function reply(message: Reply): void {
  parentPort!.postMessage(message)
}
