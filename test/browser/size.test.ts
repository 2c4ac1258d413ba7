import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { bundleLibrary } from '../../scripts/browser-bundle.ts'

test('the entry for browsers has at most 12 KB, minified and gzipped, and imports nothing at once', async () => {
  const [entry] = (await bundleLibrary()).files
  expect(entry!.path).toMatch(/\/browser\.js$/)
  expect(gzipSync(entry!.contents, { level: 9 }).length).toBeLessThanOrEqual(12 * 1024)
  expect(entry!.text).not.toMatch(/\bfrom *["']/)
})
