import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import schema from '../../src/article/record.schema.json' with { type: 'json' }
import { KbError } from '../../src/errors.ts'
import { readArticles } from '../../src/node.ts'
import { compileClosed } from '../support/closed-schema.ts'

const folders = ['../../articles', '../fixtures'].map((folder) =>
  fileURLToPath(new URL(folder, import.meta.url)),
)

describe('the schema of records', () => {
  test('describes every field of every article and fixture, and no other', async () => {
    const valid = compileClosed(schema)
    const faults: string[] = []
    let read = 0
    for await (const article of readArticles(folders)) {
      if (article instanceof KbError) continue
      read++
      if (!valid({ schema: 'kb/record/1', ...JSON.parse(JSON.stringify(article)) }))
        faults.push(`${article.source.path}: ${JSON.stringify(valid.errors?.slice(0, 3))}`)
    }
    expect(faults).toEqual([])
    expect(read).toBeGreaterThan(20)
  })
})
