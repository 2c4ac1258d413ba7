// What happens on the search page?
//
//     #report=modem busy    the ten articles whose words fit best
//     #article=Q4711        that article
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

let opened: Promise<KnowledgeBase> | null = null
/** Counts what was asked for: what comes late for an older question is not shown. */
let asked = 0

form.addEventListener('submit', (event) => {
  event.preventDefault()
  go('report', report.value)
})
report.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
  event.preventDefault()
  go('report', report.value)
})
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !article.hidden) history.back()
})
addEventListener('hashchange', show)
show()

function go(member: 'report' | 'article', value: string): void {
  const address = `#${new URLSearchParams({ [member]: value })}`
  if (location.hash === address) show()
  else location.hash = address
}

async function show(): Promise<void> {
  const turn = ++asked
  const wanted = new URLSearchParams(location.hash.slice(1))
  const id = wanted.get('article')
  const text = wanted.get('report') ?? ''
  const isCurrent = (): boolean => turn === asked
  try {
    if (id !== null) await showArticle(id, isCurrent)
    else if (text.trim() !== '') await showHits(text, isCurrent)
    else clear('')
  } catch (problem) {
    if (isCurrent())
      clear(problem instanceof KbError ? `${problem.message}. ${problem.help}` : String(problem))
  }
}

function clear(said: string): void {
  hits.replaceChildren()
  article.hidden = true
  status.textContent = said
}

async function showHits(text: string, isCurrent: () => boolean): Promise<void> {
  if (report.value !== text) report.value = text
  status.textContent = 'Searching…'
  const found = await (await knowledgeBase()).search(text)
  if (!isCurrent()) return
  clear(found.length === 0 ? 'No article has any of these words.' : `${found.length} articles, best first`)
  hits.replaceChildren(...found.map(hitElement))
}

async function showArticle(id: string, isCurrent: () => boolean): Promise<void> {
  const record = await (await knowledgeBase()).article(id)
  if (!isCurrent()) return
  clear(record === null ? `There is no article ${id}.` : '')
  if (record === null) return
  article.replaceChildren(...articleElements(record))
  article.hidden = false
  article.focus()
}

/** A failure is forgotten, so that the next question tries again. */
function knowledgeBase(): Promise<KnowledgeBase> {
  opened ??= openKnowledgeBase({ read: readerOf(new URL('.', document.baseURI)), inflate }).catch(
    (problem) => {
      opened = null
      throw problem
    },
  )
  return opened
}

function readerOf(folder: URL): ReturnType<typeof fetchFrom> {
  return folder.protocol === 'file:' ? scriptsIn(folder) : fetchFrom(folder)
}

function hitElement({ id, title, products, cause, fix }: FoundArticle): HTMLElement {
  const heading = make('h2', [id === null ? (title ?? '') : articleLink(id, title)])
  return make('li', [
    heading,
    ...(products.length > 0 ? [make('p', [products.join(', ')], 'facts')] : []),
    ...labelled('Cause', cause),
    ...labelled('Fix', fix),
  ])
}

function articleLink(id: string, title: string | null): HTMLElement {
  const link = make('a', [title ?? id])
  link.setAttribute('href', `#${new URLSearchParams({ article: id })}`)
  return link
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
