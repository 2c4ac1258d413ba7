// Which names does an article print where its trouble is told, that a report of the same trouble should show too?

import type { SectionKind } from '../article/article.ts'
import { oneLine } from '../article/one-line.ts'
import { findEvents } from '../codes/event.ts'
import { findCodes } from '../codes/notation.ts'
import type { Record } from '../segment/record.ts'
import type { Details, Names } from './suspect.ts'

const troubleKinds: ReadonlySet<SectionKind> = new Set(['symptoms', 'summary', 'question'])
const fileName =
  /\b[a-z0-9_~$-]{2,20}\.(?:exe|dll|vxd|sys|386|drv|ocx|cpl|com|ini|inf|mdb|pst|asp|bat|tlb|olb)\b/gi
const mostNames = 12

/** From the title, the messages, the events and the symptoms. Cost: linear in these. */
export function detailsOf({ title, messages, events, sections }: Record): Details {
  const telling = sections.filter(({ kind }) => troubleKinds.has(kind)).map(({ text }) => text)
  const text = [title ?? '', ...messages.map((message) => message.text), ...telling].join('\n')
  return {
    ...namesIn(text),
    symptom: firstSentence(sections.find(({ kind }) => kind === 'symptoms')?.text ?? telling[0] ?? ''),
    source: some(events.flatMap(({ source }) => plain(source ?? ''))),
  }
}

/** What a report, or a part of an article, names itself. Cost: linear in the text. */
export function namesIn(text: string): Names {
  return {
    file: some(Array.from(text.matchAll(fileName), ([name]) => name.toLowerCase())),
    source: some(findEvents(text).flatMap(({ source }) => plain(source ?? ''))),
    code: some(
      findCodes(text).flatMap(({ readings: [reading] }) =>
        reading === undefined || reading.code.family === 'number' || reading.code.value.length < shortestCode
          ? []
          : reading.code.value,
      ),
    ),
  }
}

/** A short number stands in any text. */
const shortestCode = 3

const fenceOfMarkdown = /^[ \t]*(?:`{3,}|~{3,})[^\n`]*$/gm
const longestSentence = 200
const shortestSentence = 20

/** In one line; `null` where there is none that tells anything. */
function firstSentence(text: string): string | null {
  const line = oneLine(text.slice(0, 4 * longestSentence).replace(fenceOfMarkdown, ''))
  const end = line.search(/[.!?:](?: [A-Z"]|$)/)
  const sentence = end < 0 ? line : line.slice(0, end)
  if (sentence.length < shortestSentence) return null
  return sentence.length <= longestSentence
    ? sentence
    : sentence.slice(0, sentence.lastIndexOf(' ', longestSentence))
}

/** As it is compared and shown; none where nothing is left. */
function plain(source: string): string[] {
  const name = source.replace(/^\W+|[^\w)]+$/g, '')
  return name === '' ? [] : [name]
}

function some(names: readonly string[]): string[] {
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()].slice(0, mostNames)
}
