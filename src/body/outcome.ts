// What does this article give somebody who has the problem?
//
// The section that answers decides by its first offer; what an article calls its resolution stands, and a way around a
// problem that has been corrected in a release gives way to that release:
//
//     RESOLUTION    something to get: obtain-fix · a way "around": workaround · anything to do: steps
//     WORKAROUND    the same, but what is to be done is a workaround
//     neither       corrected in a release: obtain-fix · a way in MORE INFORMATION: workaround · by design ·
//                   confirmed, researching or nothing said: no-known-fix
//     no problem    information
//
// A section that says that nothing is known answers nothing, whatever its heading: the next one is asked.

import type { OutcomeType } from '../article/article.ts'
import type { BodyBlock } from './block.ts'
import { firstOffer, type Offer, offerIn, saysSo, shows, tellsOfProblem } from './offer.ts'
import { packedMap } from './packed-map.ts'
import type { Passage } from './passage.ts'
import { passagesOf, type WayOut } from './resolution.ts'
import type { BodySection } from './section.ts'
import { sentencesOf } from './sentence.ts'
import { trouble } from './traits.ts'

export interface ReadOutcome {
  readonly type: OutcomeType
  /** The sentence that says so; `null` where the type follows from what is or is not there. */
  readonly sentence: Passage | null
}

export function readOutcome(sections: readonly BodySection[], ways: readonly WayOut[]): ReadOutcome {
  for (const kind of ['resolution', 'workaround'] as const) {
    const own = ways.filter((way) => way.kind === kind)
    const answer = own.length === 0 ? null : ofWaysOut(kind, own, sections)
    if (answer !== null) return answer
  }
  return withoutWayOut(sections)
}

/** What the ways out of one kind offer; `null` where they offer nothing. */
function ofWaysOut(
  kind: WayOut['kind'],
  ways: readonly WayOut[],
  sections: readonly BodySection[],
): ReadOutcome | null {
  const blocks = ways.length === 1 ? ways[0]!.blocks : ways.flatMap((way) => way.blocks)
  if (blocks.length === 0) return null
  const found = firstOffer(proseOf(blocks))
  const steps = ways.some((way) => way.steps.length > 0)
  const offer: Offer | null = found?.offer ?? null
  const sentence = found?.sentence ?? null
  if (offer === 'nothing' && !steps) return null
  if (offer === 'get') return { type: 'obtain-fix', sentence }
  if (offer === 'ask' && !steps) return { type: 'no-known-fix', sentence }
  if (offer === null && !steps) {
    const own = (section: BodySection): boolean => section.kind === kind
    const said = toldBy(sections)
    const limit = saidIn(said, 'design', own) ?? saidIn(said, 'limit', own)
    if (limit !== null) return { type: 'by-design', sentence: limit }
  }
  const isDetour = offer === 'around' || (kind === 'workaround' && offer !== 'resolve')
  if (!isDetour) return { type: 'steps', sentence }
  const release = saidIn(toldBy(sections), 'corrected', (section) => section.kind === 'status')
  return release === null ? { type: 'workaround', sentence } : { type: 'obtain-fix', sentence: release }
}

const problemKinds: ReadonlySet<string> = new Set(['symptoms', 'cause', 'status', 'question'])

function withoutWayOut(sections: readonly BodySection[]): ReadOutcome {
  const told = sections.some((section) => problemKinds.has(section.kind))
  if (!told && !sections.some(mayTellOfProblem)) return { type: 'information', sentence: null }
  const said = toldBy(sections)
  const open = saidIn(said, 'open')
  const around = saidIn(said, 'around')
  if (!told && open === null && around === null) {
    const design = saidIn(said, 'design')
    return design === null ? { type: 'information', sentence: null } : { type: 'by-design', sentence: design }
  }
  const release =
    saidIn(said, 'corrected', (section) => section.kind !== 'references') ??
    saidIn(said, 'available') ??
    saidIn(said, 'vendor')
  if (release !== null) return { type: 'obtain-fix', sentence: release }
  const headed = underOwnHeading(sections)
  if (headed !== null) return headed
  const way = around ?? saidIn(said, 'way')
  if (way !== null) return { type: open === null && around === null ? 'steps' : 'workaround', sentence: way }
  const limit = saidIn(said, 'design') ?? (open === null ? saidIn(said, 'limit', explains) : null)
  if (limit !== null) return { type: 'by-design', sentence: limit }
  const none = saidIn(said, 'nothing') ?? open
  if (none === null && sections.some(({ kind, text }) => kind === 'response' && text.trim() !== ''))
    return { type: 'information', sentence: null }
  // What is explained, fails nothing and has nobody looking into it needs no fix.
  const harmless =
    none === null &&
    sections.some(({ kind }) => kind === 'cause') &&
    saidIn(said, 'failure', isSymptom) === null
  return { type: harmless ? 'information' : 'no-known-fix', sentence: none }
}

/** What stands under "Workaround" as a sub-heading of another section. */
function underOwnHeading(sections: readonly BodySection[]): ReadOutcome | null {
  for (const { blocks } of sections) {
    for (const [i, block] of blocks.entries()) {
      const heading = block.type === 'subheading' ? wayHeading.exec(block.passage.text) : null
      if (heading === null) continue
      const next = blocks.findIndex(({ type }, at) => at > i && type === 'subheading')
      const [said] = passagesOf(blocks.slice(i + 1, next === -1 ? blocks.length : next))
      const [sentence] = said === undefined ? [] : sentencesOf(said)
      if (sentence === undefined || offerIn(sentence) === 'nothing') continue
      return { type: heading[1] === undefined ? 'steps' : 'workaround', sentence }
    }
  }
  return null
}

const wayHeading = /^(?:(?:suggested|possible) )?(?:(work-?around)s?|solutions?|resolutions?):?$/i

function isSymptom({ kind }: BodySection): boolean {
  return kind === 'symptoms'
}

function explains({ kind }: BodySection): boolean {
  return kind !== 'more-information' && kind !== 'references'
}

/** Words that stand on one line count, so they are looked for in the paragraphs that may have them, and then in the text. */
function mayTellOfProblem({ text, blocks }: BodySection): boolean {
  return passagesOf(blocks).some(mayTell) && tellsOfProblem(text)
}

function mayTell({ text, traits }: Passage): boolean {
  return (traits & trouble) !== 0 && tellsOfProblem(text)
}

/** What a section tells of the problem. */
interface Told {
  readonly section: BodySection
  readonly passages: readonly Passage[]
  /** Of all of them. */
  readonly traits: number
}

function toldBy(sections: readonly BodySection[]): Told[] {
  return packedMap(sections, (section) => {
    const passages = proseOf(section.blocks)
    let traits = 0
    for (const passage of passages) traits |= passage.traits
    return { section, passages, traits }
  })
}

/** The first sentence that says so, in the sections that count. */
function saidIn(
  told: readonly Told[],
  what: keyof typeof saysSo,
  counts: (section: BodySection) => boolean = () => true,
): Passage | null {
  const sign = saysSo[what]
  for (const { section, passages, traits } of told) {
    if ((traits & sign.trait) === 0 || !counts(section)) continue
    for (const passage of passages) {
      if (!shows(passage, sign)) continue
      for (const sentence of sentencesOf(passage)) if (shows(sentence, sign)) return sentence
    }
  }
  return null
}

/** What blocks tell, without code, tables and headings, and without how to reproduce the problem. */
function proseOf(blocks: readonly BodyBlock[]): Passage[] {
  const told: BodyBlock[] = []
  let skips = false
  for (const block of blocks) {
    if (block.type === 'subheading') skips = /reproduc|sample|example/i.test(block.passage.text)
    else if (!skips && block.type !== 'preformatted' && block.type !== 'table') told.push(block)
  }
  return passagesOf(told)
}
