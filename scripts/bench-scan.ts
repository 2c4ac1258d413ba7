// How fast, how steady and how right is `kb scan`?
//
//     npm run build && npx tsx scripts/bench-scan.ts INDEX [MEASURE…] [--bytes N] [--seconds N]
//
// INDEX is one of the whole collection (`kb build .corpus/kb --out INDEX`). A row is printed as soon as it is measured.
// Times are processor seconds of whole processes or passes, the least of some rounds in which everything that is compared
// takes turns: machines are shared. grep and rg get the rarest two words of each sentence; what is not installed is left
// out. --bytes: of the haystack and of what goes through standard input (205 MB and 1 GB), --seconds: of endless input
// (60), for a quick look.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { english } from '../src/analysis/analyzer.ts'
import { inflate, openFolder } from '../src/node/index-files.ts'
import { generalBackground } from '../src/rules/background.ts'
import { printSignature, type Sentence } from '../src/rules/signature.ts'
import { LogScan } from '../src/scan/log-scan.ts'
import { encodeRuleTable, RuleTable } from '../src/scan/rule-table.ts'
import { type FoundSentence, SentenceFinder } from '../src/scan/sentence-finder.ts'
import { openIndex } from '../src/segment/reader.ts'
import { partOf } from '../src/segment/stored.ts'
import { pick, randomFrom } from '../test/support/random.ts'
import { findByTrying } from '../test/support/trying.ts'
import { logLine, writeHaystack } from './support/haystack.ts'
import { disguises, instanceOf } from './support/instances.ts'
import { report } from './support/results.ts'
import { memoryOf } from './support/scan-memory.ts'

const { values: options, positionals } = parseArgs({
  options: { bytes: { type: 'string' }, seconds: { type: 'string' } },
  allowPositionals: true,
})
const [folder = '', ...wanted] = positionals
const corpus = '.corpus/kb'
const scratch = mkdtempSync(join(tmpdir(), 'kb-bench-scan-'))
const haystack = join(scratch, 'haystack.log')
const haystackBytes = Number(options.bytes ?? 205_000_000)
const streamBytes = Number(options.bytes ?? 1_000_000_000)
const scanning = ['dist/cli/kb.js', 'scan', '--index', folder]
/** Of the haystack, for rg -i -F. */
const sliceBytes = 10_000_000
/** Bytes that a stream brings at a time. */
const piece = 2 ** 16

/** Nothing but these, over and over. */
const floodTexts: Readonly<Record<string, string>> = {
  'one letter': 'a ',
  entities: '&quot;&#39;&lt;',
  'bytes of no encoding': '\x80\xff',
  'line ends': '\n',
  times: '12:00:01 ',
  numbers: '12345 ',
  'hexadecimal numbers': 'deadbeef ',
  'a dump': '4d5a 9000 0300 0000 0400 0000 ffff 0000\n',
  'one code': '0x80070005 ',
  'one code, named': 'error 0x80004005 occurred\n',
  'a STOP': 'STOP: 0x0000000A ',
  'a STOP with parameters': 'STOP: 0x0000000A (0x00000000, 0x00000002, 0x00000001, 0x80123456)\n',
  'an event': 'Event ID: 7000\nSource: Service Control Manager\n',
  'an error of SQL': 'SQLSTATE 08001 ',
}

const index = await openIndex({ read: openFolder(folder).read, inflate, analyzer: english.name })
const part = partOf(index, 'scan')!
const table = new RuleTable(await part.read(0, part.length), index.documents, part.fail)

const measures: Readonly<Record<string, () => unknown>> = {
  throughput,
  'rg -i -F': ignoringCase,
  'ten times the rules': tenfold,
  'cold start': coldStart,
  memory: () => memoryOf(folder, { bytes: streamBytes, seconds: Number(options.seconds ?? 60) }),
  linearity,
  floods,
  completeness,
  generalisation,
  'false fires': falseFires,
}
const figures: Record<string, unknown> = {
  node: process.version,
  messages: table.messages,
  sentences: table.sentences,
  partBytes: part.length,
}
for (const [name, measure] of Object.entries(measures)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  figures[name] = await measure()
  console.log(`${name}: ${JSON.stringify(figures[name])}`)
}
report('bench-scan', figures)
rmSync(scratch, { recursive: true })

// --- speed

/** Seconds of processor time that a pass takes. */
function timed(pass: () => void): number {
  const before = process.cpuUsage()
  pass()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

/** The same of a program (through a pipe: grep stops at the first hit when nobody reads); `null` where there is none of that name. */
function programTime(program: string, args: readonly string[]): number | null {
  const line = [program, ...args].map((word) => `'${word}'`).join(' ')
  const { stderr } = spawnSync(
    'bash',
    ['-c', `TIMEFORMAT='%U %S'; export LC_ALL=C; time { ${line} | cat > /dev/null; }`],
    {
      encoding: 'utf8',
    },
  )
  if (/command not found/.test(stderr)) return null
  const [, user, system] = /^([\d.]+) ([\d.]+)\s*$/.exec(stderr) ?? []
  // whatever else it says, it has not read the whole haystack
  if (user === undefined) throw new Error(`${program}: ${stderr}`)
  return Number(user) + Number(system)
}

/** What a pass over a file finds, in pieces as a stream brings them. */
function scanFile(rules: RuleTable, bytes: Uint8Array): { found: number; slots: number } {
  let found = 0
  let slots = 0
  const finder = new SentenceFinder(rules, (sentence) => {
    found++
    slots += sentence.slots.length
  })
  for (let at = 0; at < bytes.length; at += piece) finder.push(bytes.subarray(at, at + piece))
  finder.finish()
  return { found, slots }
}

function hay(): Uint8Array {
  writeHaystack(haystack, corpus, haystackBytes)
  return readFileSync(haystack)
}

function throughput(): unknown {
  const bytes = hay()
  const literals = writeLiterals()
  let result = { found: 0, slots: 0 }
  const rows: Record<string, (number | null)[]> = { kb: [], 'grep -i -F': [], 'rg -F': [] }
  for (let round = 0; round < 4; round++) {
    rows.kb!.push(timed(() => (result = scanFile(table, bytes))))
    rows['grep -i -F']!.push(programTime('grep', ['-c', '-i', '-F', '-f', literals, haystack]))
    const ripgrep = ['-c', '-F', '--threads', '1', '-f', literals]
    rows['rg -F']!.push(programTime('rg', [...ripgrep, haystack]))
  }
  const rates = Object.fromEntries(
    Object.entries(rows).map(([name, seconds]) => [name, rateOf(bytes.length, seconds)]),
  )
  const against = (name: string): number | null => (rates[name] === null ? null : rates.kb! / rates[name]!)
  return {
    bytes: bytes.length,
    ...result,
    megabytesPerSecond: rates,
    overGrep: against('grep -i -F'),
    overRipgrep: against('rg -F'),
    signaturesEnough: table.messages >= 12_000,
    reached: (against('grep -i -F') ?? 9) >= 1.2 && (against('rg -F') ?? 9) >= 1.2,
  }
}

/** For information: rg takes half a minute to prepare for so many words in any case, so a piece of the haystack has to do. */
function ignoringCase(): unknown {
  const slice = join(scratch, 'slice.log')
  const bytes = hay().subarray(0, sliceBytes)
  writeFileSync(slice, bytes)
  const seconds = programTime('rg', ['-c', '-i', '-F', '--threads', '1', '-f', writeLiterals(), slice])
  return { bytes: bytes.length, seconds, megabytesPerSecond: rateOf(bytes.length, [seconds]) }
}

function writeLiterals(): string {
  const path = join(scratch, 'literals.txt')
  writeFileSync(path, `${rarestPairs().join('\n')}\n`)
  return path
}

function rateOf(bytes: number, seconds: readonly (number | null)[]): number | null {
  const known = seconds.filter((one) => one !== null)
  return known.length === 0 ? null : bytes / 1e6 / Math.min(...known)
}

function* sentencesOf(rules: RuleTable): Generator<[number: number, sentence: Sentence]> {
  for (let number = 0; number < rules.sentences; number++) yield [number, rules.sentence(number)]
}

function rarestPairs(): string[] {
  const pairs = new Set<string>()
  for (const [, sentence] of sentencesOf(table)) {
    let best = { pair: '', bits: 0 }
    for (const [i, part] of sentence.entries()) {
      const next = sentence[i + 1]
      if (part.type !== 'word' || next?.type !== 'word') continue
      const bits = generalBackground.bits(part.word) + generalBackground.bits(next.word)
      if (bits > best.bits) best = { pair: `${part.word} ${next.word}`, bits }
    }
    if (best.pair !== '') pairs.add(best.pair)
  }
  return [...pairs]
}

/** Each message nine times more, a quarter of the words of each sentence replaced by words of other messages. */
function tenfold(): unknown {
  const random = randomFrom(10)
  const words = [...sentencesOf(table)].flatMap(([, sentence]) =>
    sentence.flatMap((part) => (part.type === 'word' ? [part.word] : [])),
  )
  const messages = Array.from({ length: table.messages }, (_, message) =>
    Array.from(
      table.sentencesOf.subarray(table.firstSentence[message]!, table.firstSentence[message + 1]!),
      (number) => table.sentence(number),
    ),
  ).flatMap((sentences, message) =>
    Array.from({ length: 10 }, (_, copy) => ({
      doc: message % index.documents,
      signature: printSignature(
        copy === 0 ? sentences : sentences.map((sentence) => varied(sentence, words, random)),
      ),
      weight: 1,
      isHandWritten: false,
    })),
  )
  const many = new RuleTable(encodeRuleTable(messages), index.documents, (what) => new Error(what))
  const bytes = hay().subarray(0, 20_000_000)
  const [few, all]: [number[], number[]] = [[], []]
  for (let round = 0; round < 15; round++) {
    few.push(timed(() => scanFile(table, bytes)))
    all.push(timed(() => scanFile(many, bytes)))
  }
  const ratio = Math.min(...few) / Math.min(...all)
  return { sentences: many.sentences, ofTheSpeed: ratio, reached: ratio >= 0.7 }
}

function varied(sentence: Sentence, words: readonly string[], random: () => number): Sentence {
  const parts = [...sentence]
  for (let n = 0; n <= sentence.length / 4; n++) {
    const at = pick(random, parts.length)
    if (parts[at]!.type === 'word') parts[at] = { type: 'word', word: words[pick(random, words.length)]! }
  }
  return parts
}

function coldStart(): unknown {
  const logs = { empty: '', ofOneLine: '12:00:01 ERROR widget 17 failed\n' }
  const seconds: Record<string, number[]> = { nothing: [] }
  for (const [name, text] of Object.entries(logs)) {
    writeFileSync(join(scratch, `${name}.log`), text)
    seconds[name] = []
  }
  for (let round = 0; round < 15; round++) {
    seconds.nothing!.push(programTime('node', ['-e', '0'])!)
    for (const name of Object.keys(logs))
      seconds[name]!.push(programTime('node', [...scanning, join(scratch, `${name}.log`)])!)
  }
  const over = (name: string): number => (Math.min(...seconds[name]!) - Math.min(...seconds.nothing!)) * 1000
  return {
    millisecondsOverNode: over('empty'),
    // what an empty log can do without
    withOneLine: over('ofOneLine'),
    most: 150,
    reached: over('empty') <= 150,
  }
}

function linearity(): unknown {
  const bytes = hay()
  const sizes = [25e6, 50e6, 100e6, 200e6].filter((size) => size <= bytes.length)
  const seconds = sizes.map(() => Number.POSITIVE_INFINITY)
  for (let round = 0; round < 6; round++) {
    for (const [i, size] of sizes.entries())
      seconds[i] = Math.min(
        seconds[i]!,
        timed(() => scanFile(table, bytes.subarray(0, size))),
      )
  }
  const ratios = seconds.slice(1).map((one, i) => one / seconds[i]!)
  return { seconds, ratios, reached: ratios.every((ratio) => ratio >= 1.85 && ratio <= 2.15) }
}

// --- floods

function floods(): unknown {
  const usual = hay().subarray(0, 20_000_000)
  const size = 4_000_000
  const random = randomFrom(5)
  const every = (step: number): string =>
    [...sentencesOf(table)]
      .filter(([number]) => number % step === 0)
      .map(([, sentence]) => instanceOf(sentence, random).text)
      .join('\n')
  const message = instanceOf(slotted(), randomFrom(1)).text
  const texts: Record<string, string> = {
    'the most crowded anchor': `${mostCrowded()} `,
    'one message with holes': `${message} `,
    'one message a line': `12:00:01 ERROR ${message}\n`,
    'nothing but messages': `${every(20)}\n`,
    'nothing but messages in one line': `${every(20).replaceAll('\n', ' ')} `,
    ...floodTexts,
  }
  for (let round = 0; round < 2; round++) scanFile(table, usual)
  const median = (Math.min(...[1, 2, 3].map(() => timed(() => scanFile(table, usual)))) / usual.length) * 1e9
  const cost = (rules: RuleTable, text: string): number => {
    const bytes = Buffer.from(text.repeat(Math.ceil(size / text.length)), 'latin1')
    scanFile(rules, bytes.subarray(0, 300_000))
    const seconds = Math.min(...[1, 2].map(() => timed(() => scanFile(rules, bytes))))
    return ((seconds / bytes.length) * 1e9) / median
  }
  const costs: Record<string, number> = {}
  for (const [name, text] of Object.entries(texts)) costs[name] = cost(table, text)
  costs['10,000 hostile patterns'] = cost(hostileTable(), 'foo bar baz qux ')
  return {
    nanosecondsPerByte: median,
    timesThat: costs,
    reached: Object.values(costs).every((one) => one <= 20),
  }
}

function mostCrowded(): string {
  const crowds = new Map<string, number>()
  for (const [number, sentence] of sentencesOf(table)) {
    const at = table.anchor[number]! >> 1
    const anchor = sentence.slice(at, at + 1 + (table.anchor[number]! & 1))
    if (anchor.every(({ type }) => type === 'word'))
      crowds.set(printSignature([anchor]), (crowds.get(printSignature([anchor])) ?? 0) + 1)
  }
  return [...crowds].reduce((a, b) => (b[1] > a[1] ? b : a))[0]
}

function slotted(): Sentence {
  for (const [, sentence] of sentencesOf(table))
    if (sentence.length === 8 && sentence.filter(({ type }) => type === 'slot').length === 2) return sentence
  throw new Error('no sentence of eight parts has two holes')
}

/** Holes that take everything, around words that are everywhere. */
function hostileTable(): RuleTable {
  const random = randomFrom(4)
  const holes = ['{any:0..12}', '{any:1..12}', '{name}', '{quoted}', '{path}', '{file}', '{num}', '{hex}']
  const words = ['foo', 'bar', 'baz', 'qux']
  const messages = Array.from({ length: 10_000 }, (_, doc) => ({
    doc,
    signature: Array.from({ length: 9 }, (_, i) =>
      i % 2 === 0 ? words[pick(random, words.length)]! : holes[pick(random, holes.length)]!,
    ).join(' '),
    weight: 1,
    isHandWritten: true,
  }))
  return new RuleTable(encodeRuleTable(messages), 10_000, (what) => new Error(what))
}

// --- right answers

/** 2,000 of the rules against 5,000 lines, and each sentence tried at each word. */
function completeness(): unknown {
  const random = randomFrom(6)
  const sentences = [...sentencesOf(table)].map(([, sentence]) => sentence)
  const chosen = Array.from({ length: 2000 }, () => sentences[pick(random, sentences.length)]!)
  const messages = chosen.map((sentence, doc) => ({
    doc,
    signature: printSignature([sentence]),
    weight: 1,
    isHandWritten: true,
  }))
  const rules = new RuleTable(encodeRuleTable(messages), chosen.length, (what) => new Error(what))
  const bytes = hay()
  const lines = Array.from({ length: 5000 }, () => {
    const from = bytes.indexOf(10, pick(random, bytes.length - 10_000)) + 1
    const line = Buffer.from(bytes.subarray(from, bytes.indexOf(10, from))).toString('latin1')
    return pick(random, 4) === 0 ? `${line} ${instanceOf(chosen[pick(random, 2000)]!, random).text}` : line
  })
  const log = Buffer.from(lines.join('\n'), 'latin1')
  const found = new Set<number>()
  const finder = new SentenceFinder(rules, ({ sentence }) => found.add(sentence))
  for (let at = 0; at < log.length; at += piece) finder.push(log.subarray(at, at + piece))
  finder.finish()
  const tried = new Set(findByTrying(rules, log))
  const missing = [...tried].filter((number) => !found.has(number)).length
  const extra = [...found].filter((number) => !tried.has(number)).length
  return {
    rules: rules.sentences,
    lines: 5000,
    found: found.size,
    missing,
    extra,
    reached: missing + extra === 0,
  }
}

function generalisation(): unknown {
  const rows: Record<string, { found: number; exact: number }> = {}
  for (const [name, disguise] of Object.entries(disguises)) rows[name] = generalise(disguise)
  const all = Object.values(rows)
  return {
    ...rows,
    reached: all.every(({ found }) => found >= 0.995) && all.every(({ exact }) => exact >= 0.99),
  }
}

/** Every sentence with holes once, with fresh values, told by a program and disguised. */
function generalise(disguise: (text: string) => string): { found: number; exact: number } {
  const random = randomFrom(3)
  const instances = [...sentencesOf(table)]
    .filter(([, sentence]) => sentence.some(({ type }) => type === 'slot'))
    .map(([number, sentence]) => ({ number, ...instanceOf(sentence, random) }))
  const found: FoundSentence[] = []
  const finder = new SentenceFinder(table, (sentence) => found.push(sentence))
  const starts: number[] = []
  let at = 0
  for (const { text } of instances) {
    const bytes = Buffer.from(`${disguise(text)}\n${logLine(random)}\n`)
    starts.push(at)
    at += bytes.length
    finder.push(bytes)
  }
  finder.finish()
  starts.push(at)
  const bySentence = grouped(found)
  let hits = 0
  let exact = 0
  for (const [i, { number, values }] of instances.entries()) {
    const inside = (bySentence.get(number) ?? []).filter(
      ({ from, to }) => from >= starts[i]! && to <= starts[i + 1]!,
    )
    if (inside.length === 0) continue
    hits++
    const same = inside.some(
      ({ slots }) => foldedValues(slots.map(({ value }) => value)) === foldedValues(values),
    )
    if (same) exact++
  }
  return { found: hits / instances.length, exact: exact / instances.length }
}

function foldedValues(values: readonly string[]): string {
  return values.join('|').toLowerCase().replace(/\s+/g, ' ')
}

/** Logs of programs that no article is about: what is certain in them is wrong. */
function falseFires(): unknown {
  const random = randomFrom(9)
  const logs: Record<string, Uint8Array> = {
    'made-up logs': Buffer.from(Array.from({ length: 64_000 }, () => logLine(random)).join('\n')),
  }
  for (const path of [
    '/var/log/dpkg.log',
    '/var/log/bootstrap.log',
    '/var/log/apt/term.log',
    '/var/log/alternatives.log',
  ]) {
    if (statSync(path, { throwIfNoEntry: false })?.isFile()) logs[path] = readFileSync(path)
  }
  for (const line of [
    'npx biome check .',
    'npm ls --all',
    'npx tsc --listFiles --noEmit',
    'journalctl -n 50000',
    'dmesg',
  ])
    logs[line] = outputOf(line)
  let lines = 0
  const certain: string[] = []
  let supporting = 0
  for (const [name, bytes] of Object.entries(logs)) {
    const pass = new LogScan(table, { newErrors: false })
    for (const { articles, line } of [...pass.push(bytes), ...pass.finish()]) {
      if (articles.some(({ answered }) => answered)) certain.push(`${name}:${line} doc ${articles[0]!.doc}`)
      else supporting++
    }
    lines += pass.lines
  }
  return { lines, certain, supporting, reached: certain.length <= lines / 32_000 }
}

function outputOf(line: string): Uint8Array {
  const { stdout, stderr } = spawnSync('bash', ['-c', line], { maxBuffer: 2 ** 28 })
  return Buffer.concat([stdout, stderr])
}

function grouped(found: readonly FoundSentence[]): Map<number, FoundSentence[]> {
  const groups = new Map<number, FoundSentence[]>()
  for (const one of found) groups.set(one.sentence, [...(groups.get(one.sentence) ?? []), one])
  return groups
}
