// Which text does an element of a page show?

import type { DefaultTreeAdapterTypes } from 'parse5'
import type { Span } from '../article/article.ts'
import type { Passage } from '../body/passage.ts'
import {
  attribute,
  isChromeElement,
  isElement,
  isSilent,
  type PageElement,
  type PageNode,
  type PageSource,
} from './html-chrome.ts'
import { addDecoded, TracedText } from './traced-text.ts'

/** Elements that stand within a line of text. */
const inlineNames =
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q ruby s samp small span strike strong sub sup time tt u var'
const inlineElements = new Set(inlineNames.split(' '))

export function isInline(element: PageElement): boolean {
  return inlineElements.has(element.tagName)
}

export function isBold(element: PageElement): boolean {
  if (element.tagName === 'b' || element.tagName === 'strong') return true
  return /font-weight:\s*(?:bold|[6-9]00)/i.test(attribute(element, 'style').slice(0, 200))
}

/** From its start tag to its end tag; a point where the parser made it up. */
export function spanOf(element: PageElement): Span {
  const place = element.sourceCodeLocation
  return place ? [place.startOffset, place.endOffset] : [0, 0]
}

/** All visible text of an element with blanks collapsed; blocks and line breaks are blanks. */
export function textWithin(element: PageElement, page: PageSource): Passage {
  const text = new TracedText({ collapse: true })
  addText(element, text, page)
  return text.passage(element.sourceCodeLocation?.startTag?.endOffset ?? spanOf(element)[0])
}

/** The same with line ends and blanks kept. */
export function printedWithin(element: PageElement, page: PageSource): Passage {
  const text = new TracedText({ collapse: false })
  addText(element, text, page)
  return text.passage(spanOf(element)[0])
}

function addText(element: PageElement, text: TracedText, page: PageSource): void {
  for (const node of element.childNodes) {
    if (isText(node)) addTextNode(node, text, page)
    else if (!isElement(node) || isSilent(node) || (isInline(node) && isChromeElement(node, page))) continue
    else if (node.tagName === 'br') text.break(spanOf(node)[0])
    else {
      const [from, to] = spanOf(node)
      if (!isInline(node)) text.separate(from)
      addText(node, text, page)
      if (!isInline(node)) text.separate(to)
    }
  }
}

export type TextNode = DefaultTreeAdapterTypes.TextNode

export function isText(node: PageNode): node is TextNode {
  return node.nodeName === '#text'
}

export function addTextNode(node: TextNode, text: TracedText, page: PageSource): void {
  const place = node.sourceCodeLocation
  if (!place) return
  // The parser keeps a byte-order mark as text.
  addDecoded(text, node.value.replaceAll('\ufeff', ' '), page.text, place.startOffset, place.endOffset)
}

/** The article that a link leads to, digits only; `null` for any other link. */
export function citedId(link: PageElement): string | null {
  const found = citation.exec(attribute(link, 'href').slice(0, 500))
  return found === null ? null : (found[1] ?? found[2] ?? found[3] ?? null)
}

const citation =
  /\bQ(\d{5,6})\b|\/(?:kb|help|articles?|kb_archive)\/(?:[a-z]{2}(?:-[a-z]{2})?\/)?q?(\d{5,7})\b|[?&;]kbid=(\d{5,7})\b/i
