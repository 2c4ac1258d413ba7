// What happens on the search page?
//
//     #report=modem busy                  the ten articles whose words fit best
//     #report=modem busy&article=Q4711    one of them
//     #article=Q4711                      that article
//
// What is shown follows from the address alone, so that going back and sending a link to somebody work. Text of articles
// becomes text of the page and nothing else: no markup is ever made of it.

import { fetchFrom } from '../browser/fetched.ts'
import { inflate } from '../browser/inflate.ts'
import { KbError } from '../errors.ts'
import { type FoundArticle, type KnowledgeBase, openKnowledgeBase, type Record } from '../knowledge-base.ts'
import { scriptsIn } from './scripted.ts'

const form = element('ask', HTMLFormElement)
const report = element('report', HTMLTextAreaElement)
const status = element('status', HTMLElement)
const hits = element('hits', HTMLElement)
const article = element('article', HTMLElement)

const title = document.title

let opened: Promise<KnowledgeBase> | null = null
/** Counts what was asked for: what comes late for an older question is not shown. */
let asked = 0
/** The article that is shown or was shown last, for whoever goes back to the hits. */
let lastRead: string | null = null

form.addEventListener('submit', (event) => {
  event.preventDefault()
  go(addressOf({ report: report.value }))
})
report.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
  event.preventDefault()
  go(addressOf({ report: report.value }))
})
// while somebody types, the index can be opened; if it cannot, the question will say so
report.addEventListener('input', () => knowledgeBase().catch(() => {}), { once: true })
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !article.hidden) go(addressOf({ report: wanted().report }))
})
addEventListener('hashchange', show)
show()

function addressOf(members: { readonly report?: string; readonly article?: string }): string {
  return `#${new URLSearchParams(members)}`
}

function wanted(): { readonly id: string | null; readonly report: string } {
  const members = new URLSearchParams(location.hash.slice(1))
  return { id: members.get('article'), report: members.get('report') ?? '' }
}

function go(address: string): void {
  if (location.hash === address) show()
  else location.hash = address
}

async function show(): Promise<void> {
  const turn = ++asked
  const { id, report: text } = wanted()
  const isCurrent = (): boolean => turn === asked
  if (text !== '' && report.value !== text) report.value = text
  try {
    if (id === null && text.trim() === '') {
      clear('')
    } else if (id === null) {
      status.textContent = 'Searching…'
      const found = await ask((base) => base.search(text))
      if (isCurrent()) showHits(found, text)
    } else {
      status.textContent = 'Opening…'
      const record = await ask((base) => base.article(id))
      if (!isCurrent()) return
      if (record === null) clear(`There is no article ${id}.`)
      else showArticle(record, text)
    }
  } catch (problem) {
    if (isCurrent()) clear(textOf(problem))
  }
}

function clear(said: string, shown?: string): void {
  hits.replaceChildren()
  article.hidden = true
  status.textContent = said
  document.title = shown === undefined ? title : `${shown} – ${title}`
}

function showHits(found: readonly FoundArticle[], text: string): void {
  clear(toldOf(found.length), text.slice(0, 60))
  hits.replaceChildren(...found.map((hit) => hitElement(hit, text)))
  const read = found.findIndex(({ id }) => id !== null && id === lastRead)
  if (read !== -1) hits.children[read]!.querySelector('a')!.focus()
  lastRead = null
}

function toldOf(hits: number): string {
  if (hits === 0) return 'No article has any of these words.'
  return hits === 1 ? 'One article' : `${hits} articles, best first`
}

function showArticle(record: Record, text: string): void {
  const name = record.title ?? record.id ?? ''
  const back = link(addressOf({ report: text }), 'Back to the articles found')
  clear('', name)
  article.replaceChildren(...(text === '' ? [] : [make('p', [back])]), ...articleElements(record))
  article.setAttribute('aria-label', name)
  article.hidden = false
  article.focus()
  lastRead = record.id
}

/**
 * The site may have been written anew since it was opened, and its files may be gone. So what cannot be read is looked for
 * once more, from the manifest on; and a failure is forgotten, so that the next question tries again.
 */
async function ask<T>(question: (base: KnowledgeBase) => Promise<T>): Promise<T> {
  const isFresh = opened === null
  const base = knowledgeBase()
  try {
    return await question(await base)
  } catch (problem) {
    if (opened === base) opened = null
    if (isFresh || !(problem instanceof KbError)) throw problem
    return ask(question)
  }
}

function knowledgeBase(): Promise<KnowledgeBase> {
  opened ??= openKnowledgeBase({ read: readerOf(new URL('.', document.baseURI)), inflate })
  return opened
}

function readerOf(folder: URL): ReturnType<typeof fetchFrom> {
  return folder.protocol === 'file:' ? scriptsIn(folder) : fetchFrom(folder)
}

function textOf(problem: unknown): string {
  if (!(problem instanceof KbError)) return String(problem)
  const { place, message, help } = problem
  return `${place?.file}: ${message}. ${help}`
}

function hitElement({ id, title, products, cause, fix }: FoundArticle, report: string): HTMLElement {
  const heading = make('h2', [
    id === null ? (title ?? '') : link(addressOf({ report, article: id }), title ?? id),
  ])
  return make('li', [
    heading,
    ...(products.length > 0 ? [make('p', [products.join(', ')], 'facts')] : []),
    ...labelled('Cause', cause),
    ...labelled('Fix', fix),
  ])
}

function link(address: string, text: string): HTMLElement {
  const made = make('a', [text])
  made.setAttribute('href', address)
  return made
}

function labelled(label: string, text: string): HTMLElement[] {
  return text === '' ? [] : [make('p', [make('strong', [label]), ` ${text}`])]
}

function articleElements({ id, title, products, lastModified, sections }: Record): HTMLElement[] {
  const facts = [id, ...products.map(({ text }) => text), lastModified].filter((fact) => fact !== null)
  return [
    make('h2', [title ?? id ?? '']),
    make('p', [facts.join(' · ')], 'facts'),
    ...sections.flatMap(({ heading, text }) => [
      ...(heading === null ? [] : [make('h3', [heading])]),
      make('p', [text], 'printed'),
    ]),
  ]
}

/** Strings become text, whatever is in them. */
function make(name: string, children: readonly (Node | string)[], className = ''): HTMLElement {
  const made = document.createElement(name)
  made.className = className
  made.append(...children)
  return made
}

function element<T extends HTMLElement>(id: string, type: { new (): T }): T {
  const found = document.getElementById(id)
  if (found instanceof type) return found
  throw new TypeError(`the page has no ${id}`)
}
