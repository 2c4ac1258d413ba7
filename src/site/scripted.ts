// How does a page read the files of an index that was opened from a folder, without a server?
//
// From `file://` a browser loads nothing but classic scripts. So beside each file lies a script that hands over the
// same bytes:
//
//     kbFile("postings-77b2…-32k-0.kb","iWtiaWR4…")         base64
//
// Nothing in a script is believed but that: the bytes are checked like any others.

import { KbError } from '../errors.ts'
import { Cache } from '../segment/cache.ts'
import { damaged, manifestName, type ReadBytes } from '../segment/format.ts'

const functionName = 'kbFile'
const keptBytes = 2 ** 26

export function scriptName(file: string): string {
  return `${file}.js`
}

export function scriptOf(file: string, base64: string): string {
  return `${functionName}(${JSON.stringify(file)},"${base64}")\n`
}

/** Reads files of a folder by their scripts. */
export function scriptsIn(folder: URL): ReadBytes {
  const handedOver = new Map<string, string>()
  Object.assign(globalThis, {
    [functionName]: (file: string, base64: string) => handedOver.set(file, base64),
  })
  const load = (file: string): Promise<Uint8Array> =>
    new Promise((resolve, reject) => {
      const script = document.createElement('script')
      const ended = (): void => {
        const base64 = handedOver.get(file)
        handedOver.delete(file)
        script.remove()
        if (base64 === undefined) reject(missing(file, folder))
        else resolve(bytesOf(base64))
      }
      script.addEventListener('load', ended)
      script.addEventListener('error', ended)
      script.src = new URL(scriptName(file), folder).href
      document.head.append(script)
    })
  const files = new Cache<Uint8Array>(keptBytes, ({ length }) => length)
  return async (file, from, to) => (await files.get(file, () => load(file))).subarray(from, to)
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
}

function missing(file: string, folder: URL): KbError {
  if (file !== manifestName) return damaged(file, 'is missing')
  return new KbError('E0301', 'there is no index beside this page', {
    help: 'Copy the whole folder that kb site has written.',
    place: { file: folder.href },
  })
}
