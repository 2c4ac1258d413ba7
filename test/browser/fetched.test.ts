import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openKnowledgeBase } from '../../src/browser.ts'
import { openPath } from '../../src/node/open.ts'
import { type Served, writeServed } from '../support/served.ts'
import { type StaticServer, serve } from '../support/static-server.ts'

const reports = [
  'modem busy',
  'This is an invalid CD Key value',
  'the disk is damaged and Setup stops',
  'zzzz',
]

let served: Served
beforeAll(async () => {
  served = await writeServed(mkdtempSync(join(tmpdir(), 'kb-served-')))
}, 60_000)
afterAll(() => rmSync(served.folder, { recursive: true, force: true }))

async function host(ranges: boolean): Promise<StaticServer> {
  const server = await serve(served.folder, { ranges })
  onTestFinished(() => server.close())
  return server
}

describe('an index on a web server', () => {
  test.each([
    ['whole, with Range requests', 'index', true],
    ['whole, without', 'index', false],
    ['in pieces, with Range requests', 'site/', true],
    ['in pieces, without', 'site', false],
  ])('%s, answers as it does on a disk', async (_, folder, ranges) => {
    const server = await host(ranges)
    const fetched = await openKnowledgeBase(new URL(folder, server.address))
    const onDisk = await openPath(served.index, () => {})
    expect(fetched.size).toBe(onDisk.size)
    for (const report of reports) {
      expect(await fetched.search(report)).toEqual(await onDisk.search(report))
      expect(await fetched.query({ text: report })).toEqual(await onDisk.query({ text: report }))
    }
    expect(await fetched.article('q224499')).toEqual(await onDisk.article('Q224499'))
    expect(await fetched.products()).toEqual(await onDisk.products())
    expect(new Set(server.asked.map(({ status }) => status))).toEqual(new Set([ranges ? 206 : 200]))
  })

  test('is asked for no file twice where files come whole', async () => {
    const server = await host(false)
    const fetched = await openKnowledgeBase(new URL('index', server.address))
    for (const report of reports) await fetched.search(report)
    const paths = server.asked.map(({ path }) => path)
    expect(paths).toEqual([...new Set(paths)])
  })

  test('that is not there is E0301, and one that is incomplete E0302 with the name of the file', async () => {
    const server = await host(true)
    await expect(openKnowledgeBase(new URL('nowhere', server.address))).rejects.toMatchObject({
      code: 'E0301',
    })
    const postings = readdirSync(served.index).find((name) => name.startsWith('postings'))!
    const fetched = await openKnowledgeBase(new URL('index', server.address))
    rmSync(join(served.index, postings))
    await expect(fetched.search('modem busy')).rejects.toMatchObject({
      code: 'E0302',
      place: { file: postings },
    })
  })

  test('on a server that does not answer is E0304', async () => {
    const server = await serve(served.folder, { ranges: true })
    await server.close()
    await expect(openKnowledgeBase(server.address)).rejects.toMatchObject({ code: 'E0304' })
  })
})
