// A host of files for tests: with Range requests or without, and what was asked of it.

import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { text } from 'node:stream/consumers'

export interface StaticServer {
  /** `http://127.0.0.1:…/` */
  readonly address: string
  readonly asked: Asked[]
  readonly close: () => Promise<void>
}

export interface Asked {
  readonly path: string
  readonly status: number
  /** Of the body. */
  readonly bytes: number
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
}

export interface Host {
  readonly ranges: boolean
  /** Where files are looked for that the folder does not have. */
  readonly also?: string
  /** Takes what pages post. */
  readonly posted?: (text: string) => void
}

export async function serve(folder: string, { ranges, also, posted }: Host): Promise<StaticServer> {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    if (request.method === 'POST') {
      response.writeHead(204).end()
      text(request).then(posted, () => {})
      return
    }
    const path = normalize(decodeURIComponent(new URL(request.url!, 'http://host').pathname))
    const name = path.endsWith('/') ? `${path}index.html` : path
    const file = also === undefined || existsSync(join(folder, name)) ? join(folder, name) : join(also, name)
    const answer = (status: number, body: Uint8Array, headers: Record<string, string> = {}): void => {
      asked.push({ path, status, bytes: body.length })
      response.writeHead(status, {
        'content-length': body.length,
        'content-type': types[extname(file)] ?? 'application/octet-stream',
        ...headers,
      })
      response.end(body)
    }
    if (!existsSync(file) || !statSync(file).isFile()) return answer(404, new Uint8Array(0))
    const { size } = statSync(file)
    const [, from, last] = /^bytes=(\d+)-(\d*)$/.exec((ranges && request.headers.range) || '') ?? []
    if (from === undefined) return answer(200, readRange(file, 0, size))
    const end = last === '' ? size : Math.min(size, Number(last) + 1)
    if (Number(from) >= size) return answer(416, new Uint8Array(0), { 'content-range': `bytes */${size}` })
    answer(206, readRange(file, Number(from), end), {
      'content-range': `bytes ${from}-${end - 1}/${size}`,
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}/`, asked, close: () => closed(server) }
}

function readRange(path: string, from: number, to: number): Uint8Array {
  const bytes = new Uint8Array(to - from)
  const file = openSync(path, 'r')
  readSync(file, bytes, 0, bytes.length, from)
  closeSync(file)
  return bytes
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
