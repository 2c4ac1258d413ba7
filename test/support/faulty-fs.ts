// What if the file system fails at this very call?

import * as nodeFs from 'node:fs'
import type { FileSystem } from '../../src/node/build-folder.ts'

/** Calls are counted from 1; `fault` may throw instead of the call, or change its arguments. */
export function countedFs(fault: (call: number, name: string) => void): {
  fs: FileSystem
  calls: () => number
} {
  let calls = 0
  const fs = new Proxy(nodeFs, {
    get: (target, name: keyof typeof nodeFs) => {
      const original = target[name] as (...args: unknown[]) => unknown
      if (typeof original !== 'function') return original
      return (...args: unknown[]) => {
        fault(++calls, name)
        // Nobody pulls the plug of this machine, and waiting for its disk is most of the time.
        return name === 'fsyncSync' ? undefined : original(...args)
      }
    },
  })
  return { fs: fs as FileSystem, calls: () => calls }
}

/** As if the process had been killed before its call `at`: from then on nothing it does has an effect. */
export function killedAt(at: number): FileSystem {
  return countedFs((call) => {
    if (call >= at) throw new Error('killed')
  }).fs
}

/** The call `at` fails once, with this error of the system. */
export function failingAt(at: number, code: string): FileSystem {
  return countedFs((call, name) => {
    if (call === at) throw Object.assign(new Error(`${code}: ${name}`), { code, syscall: name })
  }).fs
}

/** Writes take only a part of what they are given, as they may. */
export function stingyFs(): FileSystem {
  const fs = new Proxy(nodeFs, {
    get: (target, name: keyof typeof nodeFs) => {
      if (name !== 'writeSync') return target[name]
      return (file: number, bytes: Uint8Array, from: number, length: number, at: number) =>
        nodeFs.writeSync(file, bytes, from, Math.ceil(length / 3), at)
    },
  })
  return fs as FileSystem
}
