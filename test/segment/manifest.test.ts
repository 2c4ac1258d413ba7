import { describe, expect, test } from 'vitest'
import { KbError } from '../../src/errors.ts'
import { ByteWriter, encodeText } from '../../src/segment/bytes.ts'
import { decodeManifest, encodeManifest, type Manifest } from '../../src/segment/manifest.ts'

const file = (name: string) => ({
  name: `${name}-0f.kb`,
  length: 100,
  directory: 10,
  sha256: 'ab'.repeat(32),
  piece: 0,
})
const manifest: Manifest = {
  analyzer: 'test/1',
  build: '0123456789abcdef0123456789abcdef',
  documents: 5,
  segments: [
    {
      documents: 5,
      terms: 9,
      postings: 20,
      files: {
        terms: file('terms'),
        postings: file('postings'),
        forward: file('forward'),
        display: file('display'),
        records: file('records'),
        cards: file('cards'),
      },
      topLevel: new Uint8Array([1, 2, 3]),
    },
  ],
  parts: { rules: file('rules') },
}

describe('the manifest', () => {
  test('comes back as it was', () => {
    expect(decodeManifest(encodeManifest(manifest))).toEqual(manifest)
  })

  test('holds the directories of display files, and comes back without them where it was written so', () => {
    const [segment] = manifest.segments
    const display = { ...segment!.files.display, held: new Uint8Array([7, 8]) }
    const holding = { ...manifest, segments: [{ ...segment!, files: { ...segment!.files, display } }] }
    expect(decodeManifest(encodeManifest(holding))).toEqual(holding)
    expect(encodeManifest(manifest).length).toBe(encodeManifest(holding).length - 3)
  })

  const wrong: readonly [what: string, change: (entry: Record<string, unknown>) => void][] = [
    ['a file name that leads out of the folder', (m) => setName(m, '../terms.kb')],
    ['a file name with a folder', (m) => setName(m, 'a/terms.kb')],
    ['an absolute file name', (m) => setName(m, '/terms.kb')],
    ['a file name that is no text', (m) => setName(m, 5)],
    ['a count that is negative', (m) => Object.assign(m, { documents: -1 })],
    ['a count that is no number', (m) => Object.assign(m, { documents: '5' })],
    ['documents that do not add up', (m) => Object.assign(m, { documents: 6 })],
    ['no segments', (m) => Object.assign(m, { segments: null })],
    ['a build id of another length', (m) => Object.assign(m, { build: 'ab' })],
    ['no parts', (m) => Object.assign(m, { parts: undefined })],
  ]

  test.each(wrong)('is refused with %s', (_what, change) => {
    const { segments, ...rest } = manifest
    const entries = segments.map(({ topLevel: _, ...entry }) => structuredClone(entry))
    const description: Record<string, unknown> = { ...rest, segments: entries }
    change(description)
    const json = encodeText(JSON.stringify(description))
    const payload = new ByteWriter()
    payload.varint(json.length)
    payload.raw(json)
    payload.varint(0)
    expect(() => decodeManifest(payload.take())).toThrow(KbError)
  })

  test('is refused when it is no JSON, or cut anywhere', () => {
    const bytes = encodeManifest(manifest)
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decodeManifest(bytes.subarray(0, length))).toThrow(KbError)
    }
  })
})

function setName(description: Record<string, unknown>, name: unknown): void {
  const [segment] = description.segments as { files: { terms: { name: unknown } } }[]
  segment!.files.terms.name = name
}
