import { expect, test } from 'vitest'
import { buildIndex } from '../src/build.ts'
import { readArticle } from '../src/dialect/read-article.ts'
import { KbError } from '../src/errors.ts'
import { deflate } from '../src/node/index-files.ts'

/** More than a function can be given arguments. */
const many = 140_000

const times = (one: (n: number) => string): string => Array.from({ length: many }, (_, n) => one(n)).join('')

const rule = '-'.repeat(70)

function rawText(body: string): string {
  return `DOCUMENT:Q4711  01-JAN-1999\nTITLE   :The widget is jammed\n\n${rule}\nThe information in this article applies to:\n\n - Widget Works 4.0\n${rule}\n\n${body}\n`
}

const symptoms = 'SYMPTOMS\n========\n\n'
const resolution = 'RESOLUTION\n==========\n\n'
const markdown = '---\nkb: Q4711\ntitle: The widget is jammed\n---\n# The widget is jammed\n\n'

test.each([
  ['codes', rawText(symptoms + times((n) => `Error 0x8007${(n & 0xffff).toString(16).padStart(4, '0')}.\n`))],
  ['events', rawText(symptoms + times((n) => `Event ID: ${n & 0xffff}\nSource: Widget\n`))],
  ['quotations', rawText(symptoms + times((n) => `"The widget ${n} is jammed." `))],
  ['messages', rawText(`${symptoms}The following messages appear:\n\n - ${times((n) => `"Jam ${n}." `)}\n`)],
  ['steps', rawText(resolution + times((n) => `${n + 1}. Turn the widget.\n`))],
  [
    'files',
    rawText(
      `${resolution}   Date      Time   Size  File name\n   -------------------------------\n${times((n) => `   01/05/99  06:17p  ${n}  w${n}.dll\n`)}`,
    ),
  ],
  ['headings', markdown + times((n) => `## Part ${n}\n`)],
  ['columns and rows', `${markdown}| a | b |\n|---|---|\n${times((n) => `| ${n} | b |\n`)}`],
  ['elements', `<html><body><h1>The widget is jammed</h1>${times((n) => `<p>Jam ${n}</p>`)}</body></html>`],
  ['facts', `<html><body><h1>The widget</h1><p>${times((n) => `Last Reviewed: ${n}<br>`)}</p></body></html>`],
  [
    'products',
    `<html><body><h2>Applies to</h2><ul>${times((n) => `<li>Widget Works ${n}.0</li>`)}</ul></body></html>`,
  ],
])(
  'an article of 140,000 %s is one of an index, or too much for one',
  (_, text) => {
    const article = readArticle(text)
    expect(article.sections.length + article.products.length).toBeGreaterThan(0)
    try {
      expect(buildIndex([article], { deflate }).size).toBeGreaterThan(0)
    } catch (problem) {
      expect(problem).toBeInstanceOf(KbError)
      expect((problem as KbError).code).toBe('E0204')
    }
  },
  60_000,
)
