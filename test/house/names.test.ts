// Does the engine know any article, query or product by name?
//
// It must not: what it knows of the world stands in articles and in data tables whose rows say where they come from.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const src = fileURLToPath(new URL('../../src', import.meta.url))
const gold = fileURLToPath(new URL('../../../shared/gold/queries', import.meta.url))

const files = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .sort()
  .map((path) => ({ name: path.slice(src.length + 1), text: readFileSync(path, 'utf8') }))

describe('the sources of the engine', () => {
  test('name no article', () => {
    const named = files.flatMap(({ name, text }) =>
      (text.match(/\bq\d{5,6}\b/gi) ?? []).map((id) => `${name}: ${id}`),
    )
    expect(named).toEqual([])
  })

  test('name products in data tables with a source column, and nowhere else', () => {
    const code = files.filter(({ name, text }) => name.endsWith('.ts') && !isSourcedTable(text))
    const named = code.flatMap(({ name, text }) =>
      (withoutComments(text).match(productNames) ?? []).map((product) => `${name}: ${product}`),
    )
    expect(named).toEqual([])
  })

  test.skipIf(!existsSync(gold))(
    'hold no phrase of the labelled queries (skipped where ../shared is absent)',
    () => {
      const phrases = new Set(goldQueries().flatMap(phrasesOf))
      const held = files
        .filter(({ name }) => !systemTexts.test(name))
        .flatMap(({ name, text }) => {
          const words = wordsOf(text)
          const runs = [3, 4, 5, LONG].flatMap((length) => runsOf(words, length))
          return runs.filter((run) => phrases.has(run)).map((run) => `${name}: ${run}`)
        })
      expect(held).toEqual([])
    },
  )
})

/**
 * Names that say which product is meant. Families of systems (Windows, MS-DOS, Macintosh) are left out: as platform tags
 * they belong to the syntax of versions.
 */
const productNames =
  /\b(outlook|backoffice|small business server|sbs|systems management server|sms|exchange server|sql server|sna server|site server|proxy server|internet explorer|iis|foxpro|foxbase|vfp|visual (?:basic|c\+\+|studio|sourcesafe)|vb[3-6]|msn|powerpoint|excel|winword|flight simulator|encarta|bookshelf|win ?(?:95|98|2k)|win?nt ?4|nt4|terminal server)\b|\bplus!|\bword (?:97|95|2000)\b|\baccess (?:97|95|2000)\b/gi

/** A table declares the source of its rows. */
function isSourcedTable(text: string): boolean {
  return /\breadonly source: /.test(text)
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
}

/** What the system prints, by the names of its codes: facts, whoever quotes them. */
const systemTexts = /^codes\/(?:system-)?texts\.ts$/

/** A phrase of a query: a run of six words, or the whole query where it has three to five. */
const LONG = 6

function phrasesOf(query: string): string[] {
  const words = wordsOf(query)
  return runsOf(words, Math.max(3, Math.min(words.length, LONG)))
}

function goldQueries(): string[] {
  return ['dev.jsonl', 'dev-noanswer.jsonl'].flatMap((file) =>
    readFileSync(join(gold, file), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => (JSON.parse(line) as { query: string }).query),
  )
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? []
}

function runsOf(words: readonly string[], length: number): string[] {
  return words.slice(length - 1).map((_, at) => words.slice(at, at + length).join(' '))
}
