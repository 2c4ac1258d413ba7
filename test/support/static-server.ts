// A host of files for tests: with Range requests or without, and what was asked of it.

import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'

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

export async function serve(folder: string, { ranges }: { readonly ranges: boolean }): Promise<StaticServer> {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url!, 'http://host').pathname))
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path)
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
    const bytes = readFileSync(file)
    const [, from, last] = /^bytes=(\d+)-(\d*)$/.exec((ranges && request.headers.range) || '') ?? []
    if (from === undefined) return answer(200, bytes)
    const end = last === '' ? bytes.length : Math.min(bytes.length, Number(last) + 1)
    if (Number(from) >= bytes.length)
      return answer(416, new Uint8Array(0), { 'content-range': `bytes */${bytes.length}` })
    answer(206, bytes.subarray(Number(from), end), {
      'content-range': `bytes ${from}-${end - 1}/${bytes.length}`,
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}/`, asked, close: () => closed(server) }
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
