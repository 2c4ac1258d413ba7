import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { compileClosed } from '../support/closed-schema.ts'
import { kb } from './run.ts'

const src = fileURLToPath(new URL('../../src', import.meta.url))
const articles = fileURLToPath(new URL('../../articles', import.meta.url))

/** Every published schema of something that is printed, by what `schema` says. */
const schemas = new Map(
  readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.schema.json') && !file.endsWith('rules.schema.json'))
    .map((file): [string, object] => {
      const schema = JSON.parse(readFileSync(join(src, file), 'utf8')) as { $id: string }
      return [schema.$id.replace('.schema.json', ''), schema]
    }),
)

describe('whatever is printed as JSON is described by a schema that is published', () => {
  test.each<{ typed: readonly string[]; stdin?: string }>([
    { typed: ['parse', articles] },
    { typed: ['parse', '--explain-dialect', '--json', articles] },
    { typed: ['query', '--json', 'modem', 'busy'] },
    { typed: ['query', '--json', 'This is an invalid CD Key value'] },
    { typed: ['query', '--json', 'a parrot that is no more'] },
    { typed: ['query', '--batch', '-'], stdin: '{"id":1,"query":"modem busy"}\nnothing\n' },
    { typed: ['query', '--batch', '-', '--first-stage'], stdin: '{"id":1,"query":"modem busy"}' },
    { typed: ['query', '--first-stage', '--json', 'modem', 'busy'] },
    { typed: ['query', '--why-not', 'Q139955', '--json', 'modem', 'busy'] },
    { typed: ['diagnose', '--json', 'This is an invalid CD Key value'] },
    { typed: ['diagnose', '--json', '--answers', '-', 'modem', 'busy'], stdin: 'helped: no\n' },
    { typed: ['diagnose', '--json', '--log', '-'], stdin: 'This is an invalid CD Key value. Check the\n' },
    { typed: ['show', 'Q224499', '--json'] },
    { typed: ['show', 'Q224499', '--json', '--section', 'cause'] },
    {
      typed: ['scan', '--jsonl', '--new', '-'],
      stdin: 'This is an invalid CD Key value. Check the identification\nit failed\n',
    },
    { typed: ['check', '--json', articles] },
    { typed: ['rules', 'test', '--json', articles] },
    { typed: ['explain', '--json', 'E0101'] },
    { typed: ['explain', '--json', '0x80070279', 'nothing_known'] },
  ])('$typed', async ({ typed, stdin = null }) => {
    const { stdout } = await kb(typed, { stdin, env: { KB_INDEX: articles } })
    const lines = stdout.split('\n').slice(0, -1)
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines) {
      const printed = JSON.parse(line) as { schema: string }
      const [, name] = /^kb\/([a-z-]+)\/1$/.exec(printed.schema) ?? []
      const valid = compileClosed(schemas.get(name!)!)
      expect(valid(printed), `${line.slice(0, 200)} ${JSON.stringify(valid.errors?.slice(0, 3))}`).toBe(true)
    }
  })
})
