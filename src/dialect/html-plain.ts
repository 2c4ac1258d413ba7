// Which text stands between the tags of a page that is too much for a parser?
//
// A tag ends where the next `>` stands; scripts and the like are skipped. Headings are kept. Of everything else only words
// remain, in paragraphs of some length, for such a page may have more tags than words.

import { decodeEntities } from './entities.ts'
import type { PageItem } from './html-items.ts'
import { addDecoded, TracedText } from './traced-text.ts'

/** A tag ends a paragraph of this length or more. */
const paragraph = 400
/** Further headings are text. */
const mostHeadings = 1_000

/** Headings and texts in their order. Cost: one pass. */
export function readTagsAsText(source: string): PageItem[] {
  const items: PageItem[] = []
  let text = new TracedText({ collapse: true })
  let headings = 0
  const end = (at: number, level: number): void => {
    const passage = text.passage(at)
    text = new TracedText({ collapse: true })
    if (passage.text === '') return
    const { span, pieces } = passage
    if (level > 0) items.push({ type: 'heading', level, passage, span, chrome: false })
    else {
      const line = {
        text: passage.text,
        indent: 0,
        start: span[0],
        from: span[0],
        end: span[1],
        pieces,
        bold: 0,
      }
      items.push({ type: 'text', lines: [line], span, chrome: false })
    }
  }
  for (let at = 0, level = 0; at < source.length; ) {
    const open = source.indexOf('<', at)
    const stop = open < 0 ? source.length : open
    if (stop > at) addDecoded(text, decodeEntities(source.slice(at, stop)), source, at, stop)
    if (open < 0) break
    const { name, close } = tagAt(source, open)
    const next = /^h[1-6]$/.test(name) && headings < mostHeadings ? Number(name[1]) : 0
    if (next > 0 || level > 0) {
      end(open, level)
      level = next
      if (next > 0) headings++
    } else if (text.length >= paragraph) end(open, 0)
    else if (!inline.test(name)) text.separate(open)
    at = skipped.has(name) ? endOfSkipped(source, close) : close
  }
  end(source.length, 0)
  return items
}

const inline = /^\/?(?:a|abbr|b|big|code|em|font|i|kbd|s|samp|small|span|strong|sub|sup|tt|u|var)$/

/** `name` is lower case, with the slash of an end tag; `close` is past the `>`. */
function tagAt(source: string, open: number): { name: string; close: number } {
  tagName.lastIndex = open + 1
  const name = tagName.exec(source)?.[0].toLowerCase() ?? ''
  const close = source.indexOf('>', open)
  return { name, close: close < 0 ? source.length : close + 1 }
}

const tagName = /\/?[a-z][a-z\d]*/iy

/** Elements whose text is not shown on the page. */
const skipped: ReadonlySet<string> = new Set(['script', 'style', 'title'])

function endOfSkipped(source: string, from: number): number {
  skippedEnd.lastIndex = from
  return skippedEnd.exec(source)?.index ?? source.length
}

const skippedEnd = /<\/(?:script|style|title)/gi
