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

import type { OutcomeType } from '../article/article.ts'
import type { BodyBlock } from './block.ts'
import type { Passage } from './passage.ts'
import { passagesOf, type WayOut } from './resolution.ts'
import type { BodySection } from './section.ts'

export interface ReadOutcome {
  readonly type: OutcomeType
  /** The sentence that says so; `null` where the type follows from what is or is not there. */
  readonly sentence: Passage | null
}

const get =
  /\b(?:obtain(?:ing)?|download(?:ing)?|order|request)\b[^.]{0,80}\b(?:service packs?|fix|hotfix|hot fix|updates?|updated|patch|version|files?|drivers?|release|upgrade|disk|cd|copy)\b|\bobtain the latest\b|\bfix is now available\b|\b(?:install|apply|use|get|run|need|purchas\w+|requires?)\b[^.]{0,70}\b(?:service pack|hotfix|hot fix|patch|updated (?:version|file|driver)s?|newer version|later version|latest version|update rollup|security update|quick fix)\b|\bupgrad(?:e|ing)\b[^.]{0,60}\b(?:to|version|product|your|from)\b|\bcontact\b[^.]{0,90}\b(?:fix|update|updated|patch|upgrade|hotfix|newer|replacement|latest)\b/i
const corrected =
  /\b(?:was|were|has been|have been|is|are|been) (?:first |also )?(?:corrected|fixed|resolved|eliminated|addressed|solved)\s+(?:in|with|by)\b|\bno longer occurs?\s+in|\bdoes not occur\s+in\b|\bcorrected\s+(?:this problem )?in\b|\bfixed\s+in\b/i
const byDesign =
  /\bby design\b|\bthis is (?:the )?(?:expected|normal|intended)\b|\b(?:design|product|software|hardware) limitation\b|\bworking as designed\b|\bis (?:normal|expected) (?:behavior|and)\b|\bis a (?:known )?limitation\b|\bnot supported\b|\bexpected behavior\b/i
const open =
  /\b(?:is|are) (?:currently )?(?:researching|investigating|looking into)\b|\bunder investigation\b|\bmicrosoft has confirmed\b/i
const nothing =
  /\bthere (?:is|are) (?:currently )?no (?:known )?(?:workarounds?|fix|solutions?|resolutions?|ways?)\b|\bno (?:workaround|fix|solution) is (?:currently )?(?:available|known)\b|\bcannot be (?:resolved|corrected|fixed|worked around)\b|\bfix is (?:being developed|under development)\b/i
const around = /\bwork(?:ing)?[- ]?around\b|\bworkarounds?\b/i
const resolves = /\bto (?:resolve|correct|fix|solve|eliminate)\b/i
const wayInProse =
  /\b(?:to (?:work around|resolve|correct|avoid|prevent|fix)|workaround|follow these steps|as a work ?around|you can (?:use|work))\b/i

export function readOutcome(sections: readonly BodySection[], ways: readonly WayOut[]): ReadOutcome {
  for (const kind of ['resolution', 'workaround'] as const) {
    const blocks = ways.filter((way) => way.kind === kind).flatMap((way) => way.blocks)
    if (blocks.length > 0) return ofWaysOut(kind, passagesOf(blocks), ways, sections)
  }
  return withoutWayOut(sections)
}

/** Passages at the start of an answer that may be needed to see its first offer. */
const opening = 4

function ofWaysOut(
  kind: 'resolution' | 'workaround',
  passages: readonly Passage[],
  ways: readonly WayOut[],
  sections: readonly BodySection[],
): ReadOutcome {
  const offer = firstOffer(passages.slice(0, opening))
  if (offer?.type === 'obtain-fix') return offer
  const none = sentenceIn(passages, nothing)
  if (none !== null && offer === null && !ways.some((way) => way.steps.length > 0)) {
    if (kind === 'resolution' && ways.some((way) => way.kind === 'workaround'))
      return { type: 'workaround', sentence: none }
    if (passages.length <= 2) return { type: 'no-known-fix', sentence: none }
  }
  const isDetour = offer?.type === 'workaround' || (kind === 'workaround' && offer === null)
  if (!isDetour) return offer ?? { type: 'steps', sentence: null }
  const release = saidIn(sections, corrected, (section) => section.kind === 'status')
  return release === null
    ? { type: 'workaround', sentence: offer?.sentence ?? null }
    : { type: 'obtain-fix', sentence: release }
}

/** The offer that comes first in print; `null` where no sentence says of what kind it is. */
function firstOffer(passages: readonly Passage[]): ReadOutcome | null {
  for (const passage of passages) {
    const found = (
      [
        ['obtain-fix', get],
        ['obtain-fix', corrected],
        ['workaround', around],
        ['steps', resolves],
      ] as const
    )
      .map(([type, pattern]) => ({ type, at: pattern.exec(passage.text) }))
      .filter((offer) => offer.at !== null)
      .map(({ type, at }) => ({ type, sentence: sentenceAround(passage, at!) }))
      .sort((a, b) => a.sentence.span[0] - b.sentence.span[0])
    const first = found[0]
    if (first !== undefined) {
      // "To resolve this, obtain ...": one sentence says both, and what is to be got is the offer.
      return (
        found.find((offer) => offer.sentence.text === first.sentence.text && offer.type !== 'steps') ?? first
      )
    }
  }
  return null
}

const problemKinds = new Set(['symptoms', 'cause', 'status', 'question'])

function withoutWayOut(sections: readonly BodySection[]): ReadOutcome {
  const isOpen = saidIn(sections, open, (section) =>
    /esearching|nvestigat|confirmed|looking into/.test(section.text),
  )
  const isProblem = isOpen !== null || sections.some((section) => problemKinds.has(section.kind))
  if (!isProblem) return { type: 'information', sentence: null }
  const release = saidIn(
    sections,
    corrected,
    (section) => section.kind !== 'more-information' && section.kind !== 'references',
  )
  if (release !== null) return { type: 'obtain-fix', sentence: release }
  const way = saidIn(sections, wayInProse)
  if (way !== null) return { type: isOpen === null ? 'steps' : 'workaround', sentence: way }
  const design = saidIn(sections, byDesign)
  if (design !== null) return { type: 'by-design', sentence: design }
  return { type: 'no-known-fix', sentence: saidIn(sections, nothing) ?? isOpen }
}

/** The first sentence that matches, in the sections that count. */
function saidIn(
  sections: readonly BodySection[],
  pattern: RegExp,
  counts: (section: BodySection) => boolean = () => true,
): Passage | null {
  for (const section of sections) {
    const found = counts(section) ? sentenceIn(proseOf(section.blocks), pattern) : null
    if (found !== null) return found
  }
  return null
}

function proseOf(blocks: readonly BodyBlock[]): Passage[] {
  return passagesOf(blocks.filter((block) => block.type !== 'preformatted' && block.type !== 'table'))
}

function sentenceIn(passages: readonly Passage[], pattern: RegExp): Passage | null {
  for (const passage of passages) {
    const found = pattern.exec(passage.text)
    if (found !== null) return sentenceAround(passage, found)
  }
  return null
}

function sentenceAround(passage: Passage, found: RegExpExecArray): Passage {
  const before = passage.text.slice(0, found.index)
  const from = Math.max(before.lastIndexOf('. '), before.lastIndexOf('? ')) + 1
  const end = found.index + found[0].length
  const stop = /[.!?](?=\s|$)/.exec(passage.text.slice(end))
  return passage.slice(from, stop === null ? passage.text.length : end + stop.index + 1).trim()
}
