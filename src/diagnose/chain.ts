// What does a way out lead to: what must be there first, be obtained, be followed?
//
//     A: obtain the latest service pack, see B      A ──obtain──▶ B    service pack 2
//     B: the latest one is 4, see C                   B ──obtain──▶ C  service pack 4, supersedes that of B
//     B: needs the first one, see D                   B ──prerequisite──▶ D
//     D is not in this knowledge base               missing, and said so
//
// Read from the sentences beside each citation. Articles cite each other in circles, so each is visited once.

import type { Answer, ChainLink, FixChain } from '../answer.ts'
import { collapsed } from '../article/one-line.ts'
import { findProducts } from '../article/product.ts'

/** What must be known of an article; an index's records are that. */
export interface LinkedArticle {
  readonly id: string | null
  readonly title: string | null
  readonly references: readonly { readonly id: string; readonly title: string | null }[]
  readonly sections: readonly { readonly kind: string; readonly text: string }[]
  readonly resolutions: readonly { readonly steps: readonly { readonly text: string }[] }[]
  readonly outcomeSentence: string | null
}

export type ReadArticle = (id: string) => Promise<LinkedArticle | null>

/** More would help nobody. */
const mostLinks = 40
const mostDepth = 4

/** Of the first hit; `null` where none fits or it leads to no other article. */
export async function chainOfAnswer({ verdict, hits }: Answer, read: ReadArticle): Promise<FixChain | null> {
  const first = verdict === 'unknown' || hits[0] === undefined ? null : await read(hits[0].id)
  return first === null ? null : chainOf(first, read)
}

/** `null` where the way out of the article leads to no other. Cost: reads each article that it leads to once. */
export async function chainOf(first: LinkedArticle, read: ReadArticle): Promise<FixChain | null> {
  const links: ChainLink[] = []
  const visited = new Set([first.id])
  let cut = false
  let level: LinkedArticle[] = [first]
  for (let depth = 1; level.length > 0; depth++) {
    const next: LinkedArticle[] = []
    for (const article of level) {
      for (const citation of citationsOf(article, depth === 1)) {
        if (visited.has(citation.id)) continue
        if (links.length === mostLinks || depth > mostDepth) {
          cut = true
          continue
        }
        visited.add(citation.id)
        const cited = await read(citation.id)
        links.push(linkOf(citation, article.id, cited))
        if (cited !== null && citation.relation !== 'see') next.push(cited)
      }
    }
    level = next
  }
  if (links.length === 0) return null
  return { article: first.id!, fixedIn: fixedInOf(first), links: inOrder(withSuccessors(links)), cut }
}

interface Citation {
  readonly id: string
  readonly title: string | null
  readonly relation: ChainLink['relation']
}

/** Sections that say what to do. */
const wayOutKinds: ReadonlySet<string> = new Set(['resolution', 'workaround', 'status', 'response'])

/** Each cited article once, at the most telling of its mentions. */
function citationsOf(article: LinkedArticle, isFirst: boolean): Citation[] {
  const wayOut = article.sections.filter(({ kind }) => wayOutKinds.has(kind))
  // what is obtained tells everywhere what it needs and what comes after it
  const isHowTo = !isFirst && wayOut.every(({ kind }) => kind === 'status')
  const texts = (isHowTo ? article.sections : wayOut).map(({ text }) => text)
  const found = new Map<string, Citation>()
  for (const { id, title } of article.references) {
    const relations = texts.flatMap((text) => mentionsOf(id, text).map((at) => relationAt(at, text, title)))
    const [relation] = relations.sort((a, b) => order.indexOf(a) - order.indexOf(b))
    const isAside = isHowTo && (relation === 'see' || relation === 'follow')
    if (relation !== undefined && !isAside) found.set(id, { id, title, relation })
  }
  return [...found.values()]
}

/** Where a text has the id, also within an address (`/articles/Q123/4/56.asp`). */
function mentionsOf(id: string, text: string): number[] {
  const digits = id.replace(/\D/g, '')
  const inAddress = digits.replace(/^(\d{3})(\d)(\d\d)$/, '$1/$2/$3')
  const places: number[] = []
  for (const wanted of new Set([digits, inAddress])) {
    for (let at = text.indexOf(wanted); wanted !== '' && at !== -1; at = text.indexOf(wanted, at + 1)) {
      if (!/\d/.test(text[at - 1] ?? '') && !/\d/.test(text[at + wanted.length] ?? '')) places.push(at)
    }
  }
  return places
}

/** So much before a citation says what it is for. */
const leadIn = 250

/** The first that fits; the most telling one of several mentions counts. */
const relations: readonly (readonly [relation: ChainLink['relation'], words: RegExp])[] = [
  [
    'prerequisite',
    /\b(?:prerequisites?|must (?:first|already|have)|before you (?:can )?(?:run|install|apply))\b/i,
  ],
  ['supersedes', /\bsupersed|\b(?:is|are|been|was) replaced by\b/i],
  [
    'obtain',
    /\b(?:obtain|download|get|order|install|apply|upgrade to)\b[^.]{0,120}\b(?:service packs?|hot ?fix(?:es)?|fix|patch(?:es)?|updates?|updated|versions?|drivers?|release|files?|kit)\b|\blatest\b[^.]{0,60}\bservice pack\b|\bservice packs?, what\b|\bis (?:service (?:pack|release)|SP|SR) ?\d/i,
  ],
  ['follow', /\b(?:follow|steps?|procedures?|instructions?|described|explained|how to|methods?)\b/i],
]
const order: readonly ChainLink['relation'][] = [...relations.map(([relation]) => relation), 'see']

function relationAt(at: number, text: string, title: string | null): ChainLink['relation'] {
  // the words before another citation belong to that one, unless both stand in a list
  const before = text.slice(Math.max(0, at - leadIn), at).split(/Q\d{5,6}/)
  const context = before.findLast((words) => /[.:]\s/.test(words)) ?? before.at(-1)!
  const said = `${collapsed(context)} ${title ?? ''}`
  return relations.find(([, words]) => words.test(said))?.[0] ?? 'see'
}

function linkOf(
  { id, title, relation }: Citation,
  from: string | null,
  cited: LinkedArticle | null,
): ChainLink {
  const name = cited?.title ?? title
  return {
    id,
    title: name,
    relation,
    from: from ?? '',
    missing: cited === null,
    provides: providedBy(name ?? '') ?? providedBy(title ?? ''),
    supersededBy: null,
    requires: cited === null ? [] : requirementsOf(cited),
    steps: cited?.resolutions.find(({ steps }) => steps.length > 0)?.steps.map(({ text }) => text) ?? [],
  }
}

const servicePack = /\b(?:Service Pack|Service Release|SP|SR)[ -]?(\d{1,2}[a-z]?)\b/gi

function packsIn(text: string): number[] {
  return Array.from(text.matchAll(servicePack), ([, number]) => Number.parseInt(number!, 10))
}

const offers = /\b(?:how to|obtain\w*|install\w*|download\w*|latest)\b/i

/** "How to Obtain Service Pack 4" → "Service Pack 4" */
function providedBy(title: string): string | null {
  if (!offers.test(title)) return null
  const [number] = title.matchAll(servicePack)
  if (number !== undefined)
    return `Service ${/^(?:service release|sr)/i.test(number[0]) ? 'Release' : 'Pack'} ${number[1]}`
  return /\blatest\b.*\bservice pack\b/i.test(title) ? 'the latest service pack' : null
}

const requirement =
  /\b(?:must have|requires? (?:that|you|the|an?)|must (?:first|already)|before you (?:can )?(?:run|install|apply))\b/i
const mostRequirements = 2

/** Sentences of an article on a fix that say what must be there first. */
function requirementsOf({ title, sections }: LinkedArticle): string[] {
  if (!/\b(?:obtain|download|install|hot ?fix|service (?:pack|release)|update)\b/i.test(title ?? ''))
    return []
  return sections
    .flatMap(({ text }) => collapsed(text).split(/(?<=[.:]) (?=[A-Z-])/))
    .filter(
      (sentence) =>
        sentence.length < 240 &&
        requirement.test(sentence) &&
        (packsIn(sentence).length > 0 || /\bversion \d/i.test(sentence)),
    )
    .slice(0, mostRequirements)
}

/** Of two service packs of one product the later holds what the earlier does. */
function withSuccessors(links: readonly ChainLink[]): ChainLink[] {
  return links.map((link) => {
    const number = numberOf(link)
    if (number === null) return link
    const later = links
      .filter((other) => (numberOf(other) ?? 0) > number && isOfSameProduct(link, other))
      .sort((a, b) => numberOf(b)! - numberOf(a)!)[0]
    return later === undefined ? link : { ...link, supersededBy: later.id }
  })
}

function numberOf({ provides }: ChainLink): number | null {
  return packsIn(provides ?? '')[0] ?? null
}

function isOfSameProduct(one: ChainLink, other: ChainLink): boolean {
  const [product, otherProduct] = [one, other].map(({ title }) => findProducts(title ?? '')[0]?.row?.name)
  return product !== undefined && product === otherProduct
}

/** What must be there first, what is obtained (the newest first), what is followed, what else is said. */
function inOrder(links: readonly ChainLink[]): ChainLink[] {
  const stages: readonly ChainLink['relation'][] = ['prerequisite', 'obtain', 'supersedes', 'follow', 'see']
  const isNeeded = (link: ChainLink): boolean =>
    links.some(
      ({ id, requires }) =>
        id !== link.id && requires.some((sentence) => packsIn(sentence).includes(numberOf(link)!)),
    )
  const stageOf = (link: ChainLink): number =>
    isNeeded(link) ? 0.5 : stages.indexOf(link.relation) + (link.supersededBy === null ? 0 : 0.5)
  return [...links].sort((a, b) => stageOf(a) - stageOf(b))
}

const corrected =
  /\b(?:corrected|fixed|resolved|eliminated|addressed|solved|no longer occurs)\s+(?:in|with|by) (?:the )?([^.;]*(?:\.\d[^.;]*)*)/i

/** "the following file" is none. */
const namesRelease = /^(?:[A-Z]|version|release|\d)/

/** "This problem was first corrected in Widget 2.0 Service Pack 1." → "Widget 2.0 Service Pack 1" */
function fixedInOf({ outcomeSentence, sections }: LinkedArticle): string | null {
  const status = sections.filter(({ kind }) => kind === 'status').map(({ text }) => text)
  for (const text of [outcomeSentence ?? '', ...status]) {
    const target = corrected.exec(collapsed(text))?.[1]?.trim()
    if (target !== undefined && namesRelease.test(target))
      return target.replace(/\b(Service Pack) Service Pack\b/gi, '$1')
  }
  return null
}
