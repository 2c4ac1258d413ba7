// How rare is each word in the public archive?
//
//     npx tsx scripts/background.ts .corpus/kb
//
// Writes src/rules/background-words.ts: single words with the share of articles that hold them, nothing else.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tokenize } from '../src/rules/token.ts'

/** Rarer words are left out: below this the count is chance. */
const leastArticles = 30

/** Ids of articles and the archive's own keywords stand in no message. */
const idOrKeyword = /^(?:q\d{5,6}|kb[a-z]+\w*)$/

const [folder = '.corpus/kb'] = process.argv.slice(2)
const counts = new Map<string, number>()
let articles = 0
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue
  articles++
  const text = readFileSync(join(entry.parentPath, entry.name), 'utf8')
  for (const word of new Set(tokenize(text).words)) counts.set(word, (counts.get(word) ?? 0) + 1)
}

const levels = new Map<string, number>()
for (const [word, count] of counts) {
  if (count < leastArticles || idOrKeyword.test(word)) continue
  levels.set(word, Math.round(4 * Math.log2(articles / count)))
}
writeFileSync(new URL('../src/rules/background-words.ts', import.meta.url), tableOf(levels, articles))
console.log(`${articles} articles, ${levels.size} words kept`)

function tableOf(levels: ReadonlyMap<string, number>, articles: number): string {
  const byLetter = new Map<string, string[]>()
  for (const word of [...levels.keys()].sort()) {
    const letter = word[0]!
    const entry = `${word}=${levels.get(word)}`
    byLetter.set(letter, [...(byLetter.get(letter) ?? []), entry])
  }
  const rows = Array.from(byLetter, ([letter, entries]) => `    ${letter}: ' ${entries.join(' ')} ',`)
  return `// How rare is a word? Written by scripts/background.ts from ${articles.toLocaleString('en')} articles of the public archive.

export interface WordTable {
  /** Where the words were counted. */
  readonly source: string
  /** By first letter the words that begin so: after \`disk=\` the n of one article in 2^(n/4) that holds it. */
  readonly byLetter: Readonly<Record<string, string>>
}

export const wordTable: WordTable = {
  source: 'the public archive of knowledge-base articles',
  byLetter: {
${rows.join('\n')}
  },
}
`
}
