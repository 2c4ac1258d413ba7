// Which tests must notice a change to the rooms that are measured by mutants?
//
//     npm run mutation                                      all three rooms: some hours on two cores
//     npm run mutation -- --mutate src/rules/matcher.ts     one file
//
// Tests of chance and of hostile texts are left out: they run every line, many thousand times, and assert little of it.

import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/{article,body,dialect,rules}/**/*.test.ts', 'test/diagnose.test.ts'],
    exclude: ['test/dialect/*-{attacks,guard}.test.ts'],
    testTimeout: 60_000,
  },
})
