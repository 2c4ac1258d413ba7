// Which index stands for a version of the format?
//
// A few articles that use all of it: several fields, messages, ways out, products with versions, one article without an
// id, one in another script, enough of them that lists have more than one block.

import type { Article } from '../../src/article/article.ts'
import { buildIndex } from '../../src/build.ts'
import { readArticle } from '../../src/dialect/read-article.ts'
import { deflate } from '../../src/node/index-files.ts'
import { formatVersion } from '../../src/segment/format.ts'
import { articleOf, randomArticles } from './collection.ts'

export const goldenFolder = new URL(`../golden/format-${formatVersion}/`, import.meta.url)

export function buildGolden(): Map<string, Uint8Array> {
  return buildIndex(goldenArticles(), { deflate, segments: 2 })
}

function goldenArticles(): Article[] {
  return [
    readArticle(printer, { path: 'printer.md' }),
    articleOf('Q4711', {
      title: 'Мodem: «занято»',
      symptoms: 'Línea ocupada — 電話中。',
      product: 'Small Server',
    }),
    { ...articleOf('', { title: 'Notes', symptoms: 'Nothing has an id here.' }), id: null },
    ...randomArticles(150, 81),
  ]
}

const printer = `---
kb: printer-stops
title: "Printer stops at page two"
updated: 2001-02-03
products:
  - Small Server 4.0
rules:
  - id: spooler
    when:
      any:
        - message: "The print spooler cannot open {any:1..4}"
---

## Symptoms

When you print from a client, the printer stops and this message appears:

    The print spooler cannot open queue 7. Error 0x80070005.

## Cause

The queue is damaged.

## Resolution

1. Stop the spooler.
2. Delete the queue.
3. Start the spooler.
`
