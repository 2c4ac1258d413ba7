// Which parts of a page are not the article?
//
// What sites wrap around a text: menus, search, breadcrumbs, votes, related pages. They are told by their element, their
// role, or a word in their class or id. A wrapper of the whole page ("with-sidebar") may bear such a word too, so what
// holds the page's first-level heading is never set aside.

import type { DefaultTreeAdapterTypes } from 'parse5'

export type PageNode = DefaultTreeAdapterTypes.ChildNode
export type PageElement = DefaultTreeAdapterTypes.Element

/** Elements without any text for a reader. */
const silent = new Set(
  'applet area audio base button canvas datalist embed frame frameset head iframe input keygen link map meta noembed noframes noscript object option script select source style svg template textarea title track video'.split(
    ' ',
  ),
)

const chromeElements = new Set(['nav', 'footer', 'aside', 'dialog', 'search'])

const chromeRoles = new Set(
  'alertdialog banner complementary contentinfo dialog menu menubar navigation search toolbar'.split(' '),
)

/** Elements in whose class or id a word of the table below counts. */
const wrappers = new Set('a div dl header ol p section table td tr ul'.split(' '))

/** Classes of the small marks that wikis put into a line. */
const lineMarks = new Set(['mw-editsection', 'reference'])

/** Words of classes and ids, by what they mark. */
const chromeWords: ReadonlySet<string> = new Set(
  [
    ['menus', 'nav navbar navigation menu menubar topbar toolbar breadcrumb breadcrumbs crumbs sidebar skip'],
    ['foot of the site', 'footer colophon copyright legal cookie cookies printfooter'],
    ['contents of the page', 'toc pagetoc editsection'],
    [
      'what readers do',
      'share sharing social vote votes voting rating feedback survey comment comments subscribe',
    ],
    ['who wrote when', 'meta metadata byline avatar'],
    ['other pages', 'related recommended pagination pager catlinks translations languages'],
    ['switches', 'expandall collapseall search searchbox login'],
  ].flatMap(([, words]) => words!.split(' ')),
)

/** What is known of a page before it is walked. */
export interface PageSource {
  readonly text: string
  /** Elements that hold a first-level heading. */
  readonly titleHolders: ReadonlySet<PageElement>
}

export function pageSource(text: string, elements: Iterable<PageElement>): PageSource {
  const titleHolders = new Set<PageElement>()
  for (const element of elements) {
    if (element.tagName !== 'h1') continue
    for (
      let node: DefaultTreeAdapterTypes.ParentNode | null = element;
      node !== null && 'tagName' in node;
      node = node.parentNode
    ) {
      if (titleHolders.has(node)) break
      titleHolders.add(node)
    }
  }
  return { text, titleHolders }
}

export function isElement(node: PageNode): node is PageElement {
  return 'tagName' in node
}

export function attribute(element: PageElement, name: string): string {
  return element.attrs.find((attr) => attr.name === name)?.value ?? ''
}

/** Nothing of it is for readers: scripts, forms' controls, hidden parts. */
export function isSilent(element: PageElement): boolean {
  return (
    silent.has(element.tagName) ||
    element.attrs.some(({ name, value }) => name === 'hidden' || (name === 'aria-hidden' && value === 'true'))
  )
}

/** It has text, but none of the article's. */
export function isChromeElement(element: PageElement, page: PageSource): boolean {
  const { tagName } = element
  const suspect =
    chromeElements.has(tagName) ||
    chromeRoles.has(attribute(element, 'role')) ||
    tagName === 'header' ||
    (wrappers.has(tagName) && hasChromeWord(element)) ||
    lineMarks.has(attribute(element, 'class'))
  return suspect && !page.titleHolders.has(element)
}

function hasChromeWord(element: PageElement): boolean {
  const names = `${attribute(element, 'class')} ${attribute(element, 'id')}`.slice(0, 400)
  const words = names
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
  return words.some((word) => chromeWords.has(word))
}
