// What does one see of a scanned log: on a terminal, in a program, in the notes of a build?
//
// Each format is a row: what is printed for an error when it is first seen, and what at the end. Texts come from articles
// and logs, so each format escapes what it would obey.

import packageJson from '../../../package.json' with { type: 'json' }
import type { OutcomeType } from '../../article/article.ts'
import { oneLine } from '../../article/one-line.ts'
import type { ScanMatch, ScanNewError, ScanSummary } from '../../scanning.ts'
import { printable, printableJson, type Screen, wrap } from '../terminal.ts'
import { count, grouped } from './quantity.ts'

/** An error that was found, and what is known of it at the end. */
export interface Found {
  readonly match: ScanMatch
  /** Where it was first seen; `null` for standard input. */
  readonly file: string | null
  count: number
  lastLine: number
  lastFile: string | null
}

/** Lines that look like errors and hold nothing known, in all logs. */
export interface NewFound extends ScanNewError {
  readonly file: string | null
  readonly lastFile: string | null
}

export interface ScanResult {
  readonly found: readonly Found[]
  readonly newErrors: readonly NewFound[]
  readonly summary: ScanSummary
}

export interface ScanFormat {
  readonly match: (match: ScanMatch, file: string | null) => string
  readonly end: (result: ScanResult) => string
}

export const scanFormats: Readonly<Record<string, (screen: Screen) => ScanFormat>> = {
  text: textFormat,
  jsonl: jsonlFormat,
  github: githubFormat,
  sarif: sarifFormat,
  junit: junitFormat,
}

/** Of many articles that print one thing so many are shown to people: the surest ones come first. */
const mostAtPlace = 3

/** Numbers the matches at each place of the logs, from 1: they come one after the other. */
function placeCounter(): (match: ScanMatch, file: string | null) => number {
  let place = ''
  let matches = 0
  return ({ first }, file) => {
    const here = `${first.line} ${first.from} ${file ?? ''}`
    matches = here === place ? matches + 1 : 1
    place = here
    return matches
  }
}

/** Those that are shown to people. */
function shown(found: readonly Found[]): readonly Found[] {
  const numberOf = placeCounter()
  return found.filter(({ match, file }) => numberOf(match, file) <= mostAtPlace || match.answered)
}

// --- for people

function textFormat(screen: Screen): ScanFormat {
  const { paint, width } = screen
  const numberOf = placeCounter()
  return {
    match: (match, file) => {
      const { article, title, answered, confidence, first, slots, outcome, otherOutcomes, quotedBy, by } =
        match
      const number = numberOf(match, file)
      if (number > mostAtPlace && !answered) return ''
      const place = file === null ? `line ${first.line}` : `${printable(file)}:${first.line}`
      const sure = `${Math.round(confidence * 100)} % sure`
      const known = by === 'clue' ? 'speak of this' : 'print this'
      const among = answered ? sure : quotedBy > 1 ? `one of ${quotedBy} that ${known}` : `perhaps, ${sure}`
      const head = `${paint('bold', place)}  ${paint(answered ? 'green' : 'yellow', article)}  ${inLine(title ?? '')}  ${paint('dim', among)}`
      const holes = slots
        .filter(({ value }) => value !== '')
        .map(({ name, value }) => `${name} = ${inLine(value)}`)
      const body = [
        ...(holes.length > 0 && number === 1 ? [wrap(holes.join(', '), width, '    ', '    ')] : []),
        ...(answered ? [outcome, ...otherOutcomes] : []).map((way) =>
          wrap(wayOut(way), width, '    ', '    '),
        ),
      ]
      return `${[head, ...body].join('\n')}\n`
    },
    end: ({ found, newErrors, summary }) => {
      const row = (times: number, what: string, lastLine: number): string =>
        `${grouped(times).padStart(8)} ×  ${what}  last in line ${grouped(lastLine)}`
      const certain = found.filter(({ match }) => match.answered).length
      const rows = [
        ...shown(found).map(({ match, count, lastLine }) => row(count, match.article, lastLine)),
        ...(newErrors.length > 0
          ? ['', paint('bold', 'New: they look like errors, and no article knows them')]
          : []),
        ...newErrors.map(({ shape, count, lastLine }) =>
          row(count, cutTo(inLine(shape), mostShape), lastLine),
        ),
      ]
      const read = `${count(summary.lines, 'line')}, ${count(summary.bytes, 'byte')}: ${toldOf(certain, found.length - certain)}`
      const limits = summary.limits.map(({ count, message }) => `${grouped(count)} × ${message}`)
      return `${[...(rows.length > 0 ? [''] : []), ...rows, paint('bold', read), ...limits].join('\n')}\n`
    },
  }
}

function toldOf(certain: number, possible: number): string {
  const others = `${count(possible, 'article')} that may fit; --product leaves out those on something else`
  if (possible === 0) return certain === 0 ? 'nothing known in them' : count(certain, 'known error')
  return certain === 0 ? others : `${count(certain, 'known error')}, and ${others}`
}

const headings: Readonly<Record<OutcomeType, string>> = {
  steps: 'FIX',
  'obtain-fix': 'FIX: obtain a service pack or an update',
  workaround: 'WORKAROUND',
  'by-design': 'BY DESIGN',
  'no-known-fix': 'NO KNOWN FIX',
  information: 'INFORMATION',
}
const mostText = 400
const mostShape = 160

function cutTo(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text
}

function wayOut({ type, steps, text, when }: ScanMatch['outcome']): string {
  const told = inLine(steps.length > 0 ? steps.map((step, i) => `${i + 1}. ${step}`).join(' ') : text)
  return `${headings[type]}${when === null ? '' : ` (${inLine(when)})`}: ${cutTo(told, mostText)}`
}

function inLine(text: string): string {
  return oneLine(printable(text))
}

// --- for programs

function jsonlFormat(): ScanFormat {
  const line = (value: object): string => `${printableJson({ schema: 'kb/scan/1', ...value })}\n`
  return {
    match: (match, file) => line({ ...match, file }),
    end: ({ found, newErrors, summary }) =>
      [
        ...newErrors.map(line),
        ...found.map(({ match, count, lastLine, lastFile }) =>
          line({ type: 'total', article: match.article, count, lastLine, file: lastFile }),
        ),
        line(summary),
      ].join(''),
  }
}

// --- for the notes of a build

/** https://docs.github.com/actions: a workflow command is one line, `::error file=…,line=…::message`. */
function githubFormat(): ScanFormat {
  const data = (text: string): string =>
    printable(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
  const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
  const numberOf = placeCounter()
  return {
    match: (match, file) => {
      // a build shows few notes
      if (numberOf(match, file) > mostAtPlace && !match.answered) return ''
      const place = file === null ? '' : `file=${property(file)},line=${match.first.line},`
      return `::${match.answered ? 'error' : 'warning'} ${place}title=${property(match.article)}::${data(messageOf(match))}\n`
    },
    end: ({ newErrors, summary }) =>
      [
        ...newErrors.map(({ shape, count, first, file }) => {
          const place = file === null ? '' : `file=${property(file)},line=${first.line},`
          return `::notice ${place}title=new error::${data(`${count} × ${shape}`)}\n`
        }),
        ...summary.limits.map(({ count, message }) => `::notice::${data(`${count} × ${message}`)}\n`),
      ].join(''),
  }
}

/** SARIF 2.1.0. */
function sarifFormat(): ScanFormat {
  return {
    match: () => '',
    end: ({ found, newErrors, summary }) => {
      const { version } = packageJson
      const told = shown(found)
      const rules = told.map(({ match }) => ({
        id: match.article,
        shortDescription: { text: printable(match.title ?? match.article) },
      }))
      const results = told.map(({ match, file, count }, ruleIndex) => ({
        ruleId: match.article,
        ruleIndex,
        level: match.answered ? 'error' : 'note',
        message: { text: printable(messageOf(match)) },
        occurrenceCount: count,
        rank: Math.round(match.confidence * 100),
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: encodeURI(file ?? 'stdin').replace(/[?#]/g, encodeURIComponent) },
              region: {
                startLine: match.first.line,
                byteOffset: match.first.from,
                byteLength: match.first.to - match.first.from,
              },
            },
          },
        ],
      }))
      const notes = [
        ...newErrors.map(({ shape, count }) => `new: ${count} × ${shape}`),
        ...summary.limits.map(({ count, message }) => `${count} × ${message}`),
      ].map((text) => ({ level: 'note', message: { text: printable(text) } }))
      const driver = { name: 'kb', version, rules }
      return `${printableJson({
        $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
        version: '2.1.0',
        runs: [
          {
            tool: { driver },
            columnKind: 'utf16CodeUnits',
            invocations: [{ executionSuccessful: true, toolExecutionNotifications: notes }],
            results,
          },
        ],
      })}\n`
    },
  }
}

/** The dialect of JUnit's XML that build servers read: a case for each known error, failed where it is certain. */
function junitFormat(): ScanFormat {
  return {
    match: () => '',
    end: ({ found, newErrors, summary }) => {
      const told = shown(found)
      const failures = told.filter(({ match }) => match.answered).length
      const cases = told.map(({ match, file, count, lastLine }) => {
        const where = `${file ?? 'stdin'}:${match.first.line}, ${count} times, last in line ${lastLine}`
        const failed = match.answered
          ? `\n      <failure type="known-error" message="${xml(match.title ?? match.article)}">${xml(`${messageOf(match)}\n${where}`)}</failure>\n    `
          : `\n      <system-out>${xml(`${messageOf(match)}\n${where}`)}</system-out>\n    `
        return `    <testcase classname="kb.scan" name="${xml(match.article)}" file="${xml(file ?? 'stdin')}" line="${match.first.line}">${failed}</testcase>\n`
      })
      const notes = [
        ...newErrors.map(({ shape, count }) => `new: ${count} × ${shape}`),
        ...summary.limits.map(({ count, message }) => `${count} × ${message}`),
      ]
      const out = notes.length === 0 ? '' : `    <system-err>${xml(notes.join('\n'))}</system-err>\n`
      const counts = `tests="${told.length}" failures="${failures}" errors="0"`
      return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${counts}>\n  <testsuite name="kb scan" ${counts}>\n${cases.join('')}${out}  </testsuite>\n</testsuites>\n`
    },
  }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** `printable` leaves no character that XML 1.0 forbids, but for two at the end of the plane. */
function xml(text: string): string {
  return printable(text)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"']/g, (mark) => entities[mark]!)
    .replaceAll('\n', '&#10;')
}

function messageOf({ article, title, outcome, otherOutcomes, slots }: ScanMatch): string {
  const holes = slots.map(({ name, value }) => `${name} = ${value}`).join(', ')
  return [
    `${article}: ${title ?? ''}${holes === '' ? '' : ` (${holes})`}`,
    ...[outcome, ...otherOutcomes].map(wayOut),
  ].join('\n')
}
