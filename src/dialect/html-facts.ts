// What does a line of a page say about the article, instead of being part of it?
//
//     Article ID: 123456 - Last Review: February 17, 2005         id and date, as all renderings print them
//     Created by A. Writer, last modified by B. on 17 Feb 2005    date, as wikis print it
//     Document number: KB123456                                   id under other names
//     Keywords: kbprb kbsetup    Tags: setup, modem sharing       words, or phrases between commas
//     Applies to: Plum Mail 2.0; Plum Mail 2.1                    products in one line

import type { Issue, SpannedField } from '../article/article.ts'
import type { Passage } from '../body/passage.ts'
import { dateAt, dateField } from './dates.ts'
import type { Field, ProductLine } from './layout.ts'
import { articleId, readPageLine } from './page-line.ts'

export interface PageFact {
  readonly fields: Readonly<Partial<Record<SpannedField, Field>>>
  readonly products: readonly ProductLine[]
  readonly issues: readonly Issue[]
}

const longestFact = 2_000

/** `null` for a line of the article. Cost: a few bounded patterns. */
export function readFact(passage: Passage): PageFact | null {
  if (passage.text === '' || passage.text.length > longestFact) return null
  return readLabelled(passage) ?? readDated(passage) ?? readAsPageLine(passage)
}

const labels: readonly { readonly pattern: RegExp; readonly read: (value: Passage) => PageFact | null }[] = [
  { pattern: /^(?:keywords?|tags?|labels|categories)$/i, read: keywordsFrom },
  { pattern: /^(?:(?:this article )?applies to|products?|affected products?)$/i, read: productsFrom },
  {
    pattern: /^(?:(?:article|document|kb|knowledge ?base|reference|solution) )?(?:id|no\.?|number)$/i,
    read: idFrom,
  },
]

function readLabelled(passage: Passage): PageFact | null {
  const colon = passage.text.indexOf(':')
  if (colon < 1 || colon > 40) return null
  const name = passage.text.slice(0, colon).trim()
  const value = passage.slice(colon + 1, passage.text.length).trim()
  if (value.text === '') return null
  return labels.find(({ pattern }) => pattern.test(name))?.read(value) ?? null
}

function keywordsFrom(value: Passage): PageFact {
  const values = value.text.includes(',')
    ? splitAt(value, ',').map(({ text }) => text)
    : value.text.split(/[\s|]+/)
  return factOf({ keywords: { value: value.text, values, span: value.span } })
}

/** Between semicolons; between commas only where none of them leads to a version. */
function productsFrom(value: Passage): PageFact {
  const commas = !value.text.includes(';') && !/,\s*(?:versions?\b|\d)/i.test(value.text)
  const products = splitAt(value, commas ? ',' : ';').map((passage) => ({ passage, level: 1 }))
  return { ...factOf({}), products }
}

function idFrom(value: Passage): PageFact | null {
  const found = /^(?:KB|Q)?(\d{5,7})\b/i.exec(value.text)
  return found === null
    ? null
    : mergeDate(value, found[0].length, {
        value: articleId(found[1]!),
        span: value.spanOf(0, found[0].length),
      })
}

/** "Article ID: 123456 - Last Review: ..." */
function mergeDate(value: Passage, from: number, id: Field): PageFact {
  const date = readDated(value.slice(from, value.text.length).trim(), /^[\s|–-]*/)
  return { ...factOf({ ...date?.fields, id }), issues: date?.issues ?? [] }
}

function splitAt(value: Passage, mark: string): Passage[] {
  const parts: Passage[] = []
  let from = 0
  for (let at = 0; at >= 0; from = at + 1) {
    at = value.text.indexOf(mark, from)
    parts.push(value.slice(from, at < 0 ? value.text.length : at).trim())
  }
  return parts.filter(({ text }) => text !== '')
}

const dateLabel =
  /(?:^(?:(?:article|document|page|date) )?|\blast )(?:review(?:ed)?|modified|updated?|edited|revised|changed|modification date)\b/i
const longestDated = 200
const beforeDate = /^[\s:,–-]*(?:by [^\d]{1,60}?(?= on|,) ?,? ?)?(?:on )?/i

/** A date behind a word like "updated", with nothing between but who did it. */
function readDated(passage: Passage, skip = /^/): PageFact | null {
  const start = skip.exec(passage.text)?.[0].length ?? 0
  const label = passage.text.length > longestDated ? null : dateLabel.exec(passage.text.slice(start))
  if (label === null) return null
  const after = start + label.index + label[0].length
  const from = after + beforeDate.exec(passage.text.slice(after, after + 120))![0].length
  const found = dateAt(passage.text, from)
  if (found === null) return null
  const { field, issue } = dateField({
    value: passage.text.slice(from, found.end),
    span: passage.spanOf(from, found.end),
  })
  return {
    ...factOf(field === undefined ? {} : { lastModified: field }),
    issues: issue === undefined ? [] : [issue],
  }
}

/** What all renderings of the archive print; its places count from the start of the passage. */
function readAsPageLine(passage: Passage): PageFact | null {
  const { text } = passage
  const found = readPageLine({ text, indent: 0, start: 0, from: 0, end: text.length }, { zone: 'foot' })
  if (found === null) return null
  const fields = Object.fromEntries(
    Object.entries(found.fields).map(([name, field]) => [
      name,
      { ...field, span: passage.spanOf(...field.span) },
    ]),
  )
  return {
    ...factOf(fields),
    issues: found.issues.map((issue) => ({
      ...issue,
      offset: passage.spanOf(issue.offset, issue.offset)[0],
    })),
  }
}

function factOf(fields: PageFact['fields']): PageFact {
  return { fields, products: [], issues: [] }
}
