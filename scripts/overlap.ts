// Does any text of the project share a run of twelve words with the archive or the seeds?
//
//     npm run overlap [-- CORPUS]
//
// The project tells the facts of other people's articles in its own words. This command proves it: it compares every
// file that git tracks, or would track, with the unpacked archive (`.corpus`, or the folder named) and the seeds.
// A word is a run of ASCII letters and digits, case folded, so wrapping, punctuation and typographic quotes hide nothing.
// What has to be quoted to the letter (error messages, paths, titles) stands in `overlap.facts.yaml`, each with the
// reason, and in the hand labels of `test/labels`.
//
// The naive way looks up each run of the archive's 70 million words as a string: half an hour. Here the project's few
// runs are hashed, and the archive streams past a rolling hash of its last twelve words: one multiplication a word, a bit
// of a 2 MB filter, and text is compared only where that bit is set.

import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FAILSAFE_SCHEMA, load } from 'js-yaml'

const RUN = 12
/** A quotation is recognised by so many words of a fact, for reports cut messages short; shorter facts need no entry. */
const QUOTE = 5

/** A run of twelve or more words that a project file shares with a foreign text. */
export interface SharedRun {
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly words: string
  readonly foreign: string
}

/** The project's runs of twelve words, ready to be looked for in any number of foreign texts. */
export class RunIndex {
  readonly #files: ProjectFile[] = []
  readonly #quotable: ReadonlySet<string>
  /** Rolling hash of a run → where the project has such a run. */
  readonly #runs = new Map<number, RunPlace[]>()
  readonly #filter = new Uint8Array(1 << 21)

  constructor(quotable: readonly string[]) {
    this.#quotable = new Set(quotable.flatMap((text) => runsOf(wordsOf(text), QUOTE)))
  }

  add(name: string, text: string): void {
    const words = wordsOf(text)
    const file: ProjectFile = { name, text, words }
    this.#files.push(file)
    const quoted = this.#quotedWords(words)
    eachRun(Buffer.from(text), (hash, _from, _to, at) => {
      if (quoted.subarray(at, at + RUN).includes(1) || !isProse(words.slice(at, at + RUN))) return
      const places = this.#runs.get(hash)
      if (places) places.push({ file, at })
      else this.#runs.set(hash, [{ file, at }])
      this.#filter[(hash >>> 3) & 0x1fffff]! |= 1 << (hash & 7)
    })
  }

  /** The shared runs, adjacent ones joined, in the order of the project's files. */
  compare(foreign: string, bytes: Uint8Array): SharedRun[] {
    const shared: RunPlace[] = []
    eachRun(bytes, (hash, from, to) => {
      if (!(this.#filter[(hash >>> 3) & 0x1fffff]! & (1 << (hash & 7)))) return
      const places = this.#runs.get(hash)
      if (!places) return
      const theirs = textOf(wordsOf(Buffer.from(bytes.subarray(from, to)).toString('latin1')))
      shared.push(...places.filter(({ file, at }) => textOf(file.words.slice(at, at + RUN)) === theirs))
    })
    return this.#joined(shared).map(({ file, at, last }) => ({
      file: file.name,
      line: file.text.slice(0, file.words[at]!.offset).split('\n').length,
      words: textOf(file.words.slice(at, last + RUN)),
      foreign,
    }))
  }

  /** 1 for each word that belongs to a quoted fact: such words separate runs. */
  #quotedWords(words: readonly Word[]): Uint8Array {
    const quoted = new Uint8Array(words.length)
    for (const [at, quote] of runsOf(words, QUOTE).entries()) {
      if (this.#quotable.has(quote)) quoted.fill(1, at, at + QUOTE)
    }
    return quoted
  }

  #joined(places: readonly RunPlace[]): { file: ProjectFile; at: number; last: number }[] {
    const sorted = places.toSorted(
      (a, b) => this.#files.indexOf(a.file) - this.#files.indexOf(b.file) || a.at - b.at,
    )
    const joined: { file: ProjectFile; at: number; last: number }[] = []
    for (const { file, at } of sorted) {
      const before = joined.at(-1)
      if (before && before.file === file && at <= before.last + 1) before.last = at
      else joined.push({ file, at, last: at })
    }
    return joined
  }
}

interface ProjectFile {
  readonly name: string
  readonly text: string
  readonly words: readonly Word[]
}

interface RunPlace {
  readonly file: ProjectFile
  /** Number of the run's first word. */
  readonly at: number
}

interface Word {
  readonly word: string
  readonly offset: number
}

function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(/[a-z0-9]+/gi), (match) => ({
    word: match[0].toLowerCase(),
    offset: match.index,
  }))
}

function textOf(words: readonly Word[]): string {
  return words.map(({ word }) => word).join(' ')
}

/** Every run of so many words; none where there are fewer. */
function runsOf(words: readonly Word[], length: number): string[] {
  return words.slice(length - 1).map((_, at) => textOf(words.slice(at, at + length)))
}

/** Tables of numbers and single letters are nobody's sentences. */
function isProse(run: readonly Word[]): boolean {
  return run.filter(({ word }) => /[a-z].*[a-z]/.test(word)).length >= 8
}

const MULTIPLIER = 0x01000193
const LEAVING = Array.from({ length: RUN }).reduce<number>((power) => Math.imul(power, MULTIPLIER), 1)

/**
 * Calls `visit` for each run of twelve words with its hash, its bytes and the number of its first word. Bytes outside
 * ASCII separate words, so the text may be in any encoding that extends ASCII.
 */
function eachRun(
  bytes: Uint8Array,
  visit: (hash: number, from: number, to: number, firstWord: number) => void,
): void {
  const hashes = new Int32Array(RUN)
  const starts = new Int32Array(RUN)
  let rolling = 0
  let count = 0
  let word = 0
  let start = -1
  for (let i = 0; i <= bytes.length; i++) {
    const folded = i < bytes.length ? FOLD[bytes[i]!]! : 0
    if (folded) {
      if (start < 0) {
        start = i
        word = 0x811c9dc5
      }
      word = Math.imul(word ^ folded, MULTIPLIER)
    } else if (start >= 0) {
      const slot = count % RUN
      rolling = (Math.imul(rolling, MULTIPLIER) + word - Math.imul(hashes[slot]!, LEAVING)) | 0
      hashes[slot] = word
      starts[slot] = start
      count += 1
      if (count >= RUN) visit(rolling, starts[count % RUN]!, i, count - RUN)
      start = -1
    }
  }
}

/** Byte → its letter or digit in lower case, 0 for what separates words. */
const FOLD = Uint8Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte).toLowerCase()
  return byte < 128 && /[a-z0-9]/.test(character) ? character.charCodeAt(0) : 0
})

const root = fileURLToPath(new URL('..', import.meta.url))

/** Every text that may be quoted: the listed facts, and what the hand labels quote to the letter. */
function readFacts(): string[] {
  return [...listedFacts(), ...labelledFacts()]
}

function listedFacts(): string[] {
  const groups = load(readFileSync(join(root, 'scripts/overlap.facts.yaml'), 'utf8'), {
    schema: FAILSAFE_SCHEMA,
  }) as { readonly reason: string; readonly texts: readonly string[] }[]
  return groups.flatMap(({ texts }) => texts)
}

/** Messages that a machine prints, and headings of a few words. */
function labelledFacts(): string[] {
  const read = (name: string) =>
    JSON.parse(readFileSync(join(root, `test/labels/${name}.json`), 'utf8')) as object
  return [...Object.values(read('messages')), ...Object.values(read('resolutions'))].flatMap((label) =>
    [label.messages, label.when, label.inner].flatMap((texts: string[] | undefined) => texts ?? []),
  )
}

function projectFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  return [...new Set(listed.split('\0'))].filter((file) => file && existsSync(join(root, file))).sort()
}

function* foreignFiles(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue
    if (entry.isDirectory()) yield* foreignFiles(join(folder, entry.name))
    else yield join(folder, entry.name)
  }
}

function main(): number {
  const corpus = process.argv[2] ?? join(root, '.corpus')
  const folders = [corpus, join(root, '../shared/seeds')].filter((folder) => existsSync(folder))
  if (!folders.includes(corpus))
    console.log(`overlap: there is no ${corpus} to compare with (../shared/corpus/unpack makes it)`)

  const index = new RunIndex(readFacts())
  const files = projectFiles()
  for (const file of files) {
    const bytes = readFileSync(join(root, file))
    if (!bytes.includes(0)) index.add(file, bytes.toString('utf8'))
  }

  const seen = new Map<string, SharedRun>()
  let compared = 0
  for (const folder of folders) {
    for (const path of foreignFiles(folder)) {
      compared += 1
      for (const run of index.compare(relative(root, path), readFileSync(path))) {
        const key = `${run.file}:${run.line} ${run.words}`
        if (!seen.has(key)) seen.set(key, run)
      }
    }
  }
  for (const { file, line, words, foreign } of seen.values())
    console.log(`${file}:${line}: "${words}" (${foreign})`)
  console.log(
    `overlap: ${files.length} files against ${compared}: ${seen.size} shared runs of ${RUN} words or more`,
  )
  return seen.size === 0 ? 0 : 1
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main()
