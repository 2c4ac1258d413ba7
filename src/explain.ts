// What does an error code mean, and which articles of an index speak of it?
//
//     code ──readings──▶ meanings ┐
//          ──keys──▶ documents ───┴→ explanation
//
// Looked up, never searched for: the index lists the articles of every code, in whatever notation they print it.

import { codeFamilies, codeKey } from './codes/code.ts'
import { type AskedReading, keyOf, type Meaning, meaningOf, readAsked } from './codes/meaning.ts'
import { findCodes } from './codes/notation.ts'
import { similarCodes } from './codes/similar.ts'
import type { Index } from './segment/reader.ts'
import { documentsWith, facetValuesOf } from './segment/stored.ts'

export interface CodeExplanation {
  /** As it was asked for. */
  readonly code: string
  /** Whether any reading has a name or a text, or any article speaks of it. */
  readonly known: boolean
  /** What it may be, the likeliest first; empty where the text is no code in any notation. */
  readonly readings: readonly CodeReading[]
  /** Those that speak of it, then those that speak of codes which mean the same; best first. */
  readonly articles: readonly CodeArticle[]
  /** Known codes that are written almost like it; only where it is not known. */
  readonly similar: readonly string[]
}

export interface CodeReading extends Meaning {
  /** From 0 to 1, how surely the text means this code. */
  readonly weight: number
  /** How many articles speak of this very code. */
  readonly articles: number
}

export interface CodeArticle {
  readonly id: string | null
  readonly title: string | null
  /** The code it speaks of: `hresult:0x80070005`. */
  readonly code: string
  /** Whether its title, its messages or its symptoms do. */
  readonly told: boolean
}

/** Cost: a few look-ups, and one display for each article that is listed. */
export async function explainCode(text: string, index: Index): Promise<CodeExplanation> {
  const asked = await withSources(readAsked(text), index)
  const counted = await Promise.all(asked.map((reading) => readingOf(reading, index)))
  const known = counted.filter((reading) => reading.articles > 0 || isNamed(reading))
  const readings = (known.length > 0 ? known : counted).sort(byLikelihood)
  const articles = await articlesOf(readings, index)
  const isKnown = known.length > 0 || articles.length > 0
  const similar = isKnown ? [] : similarCodes(text, (await facetValuesOf(index, 'code')).keys())
  return { code: text, known: isKnown, readings, articles, similar }
}

/** An event's id alone: who logs such events. */
async function withSources(readings: readonly AskedReading[], index: Index): Promise<AskedReading[]> {
  const all: AskedReading[] = []
  for (const reading of readings) {
    all.push(reading)
    if (reading.family !== 'event' || reading.weight < certain || reading.value.includes(' ')) continue
    const sources = [...(await facetValuesOf(index, 'code', `${keyOf(reading)} `))]
    const total = sources.reduce((sum, [, count]) => sum + count, 0)
    for (const [key, count] of sources.sort(([, a], [, b]) => b - a).slice(0, mostSources)) {
      all.push({ family: 'event', value: key.slice('event:'.length), weight: count / (total + 1) })
    }
  }
  return all
}

async function readingOf(reading: AskedReading, index: Index): Promise<CodeReading> {
  const docs = await documentsWith(index, 'code', keyOf(reading))
  return { ...meaningOf(reading), weight: reading.weight, articles: docs.length }
}

function isNamed(reading: CodeReading): boolean {
  return hasOwnName(reading) || reading.same.some(({ names }) => names.length > 0)
}

function hasOwnName({ names, text }: CodeReading): boolean {
  return names.length > 0 || text !== null
}

/** What nobody knows by name comes after what somebody does. */
function byLikelihood(a: CodeReading, b: CodeReading): number {
  const named = Number(b.family !== 'number') - Number(a.family !== 'number')
  return (
    named ||
    Number(b.weight >= certain) - Number(a.weight >= certain) ||
    Number(hasOwnName(b)) - Number(hasOwnName(a)) ||
    b.weight - a.weight
  )
}

const certain = 0.9
const mostSources = 8

async function articlesOf(readings: readonly CodeReading[], index: Index): Promise<CodeArticle[]> {
  const keys = new Set(readings.map(keyOf))
  for (const { family, value } of readings) if (bareFamilies.has(family)) keys.add(`number:${value}`)
  for (const { same } of readings) for (const other of same) keys.add(codeKey(other))
  const listed = new Map<number, CodeArticle & { readonly group: number }>()
  for (const [group, key] of [...keys].entries()) {
    const told = new Set(await documentsWith(index, 'told-code', key))
    for (const doc of await documentsWith(index, 'code', key)) {
      if (listed.has(doc)) continue
      const { id, title } = await index.display(doc)
      const inTitle =
        title !== null &&
        findCodes(title).some(({ readings }) => readings.some(({ code }) => codeKey(code) === key))
      const place = inTitle ? 0 : told.has(doc) ? 1 : 2
      listed.set(doc, { id, title, code: key, told: place < 2, group: group * 3 + place })
    }
  }
  return [...listed.values()].sort((a, b) => a.group - b.group).map(({ group: _, ...article }) => article)
}

/** Families of small numbers, which articles often print without saying whose they are. */
const bareFamilies: ReadonlySet<string> = new Set(
  codeFamilies.filter(
    (family) => !['hresult', 'ntstatus', 'stop', 'compiler', 'sqlstate', 'symbol'].includes(family),
  ),
)
