// What does this article give somebody who has the problem?
//
// In order of what helps most now: steps to do, a way around, a fix to obtain, the word that it is meant to be so, the
// word that nothing is known. The type is read from a sentence wherever one says it.

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

const obtain =
  /\b(?:obtain (?:the|a|this|an?)? ?(?:latest|following|fix|update|hotfix|updated?|patch|new|individual|corrected)\b|(?:supported )?(?:hot)?fix (?:is|that)[^.]{0,30} (?:now )?available|(?:install|apply|download|get)\b[^.]{0,60}\b(?:service pack|hotfix|hot fix|patch|update)\b|upgrade (?:to|your)|upgrading to|service pack \d|contact (?:microsoft|your)[^.]{0,60}\b(?:fix|update|patch|upgrade|hotfix|support services to obtain)\b)/i
const corrected =
  /\b(?:(?:was|were|has been|have been|is|are|been) (?:first )?(?:corrected|fixed|resolved|eliminated|addressed|solved) (?:in|with|by)|no longer occurs? in|does not occur in|corrected in)\b/i
const byDesign =
  /\bby design\b|\bthis is (?:the )?(?:expected|normal|intended)\b|\b(?:design|product|software|hardware) limitation\b|\bworking as designed\b/i
const researching =
  /\b(?:is|are) (?:currently )?(?:researching|investigating|looking into)\b|\bunder investigation\b/i
const confirmed = /\bmicrosoft has confirmed\b/i
const nothing =
  /\bthere (?:is|are) (?:currently )?no (?:known )?(?:workarounds?|fix|solutions?|resolutions?)\b|\bno (?:workaround|fix|solution) is (?:currently )?(?:available|known)\b|\bcannot be (?:resolved|corrected|fixed)\b/i

export function readOutcome(sections: readonly BodySection[], ways: readonly WayOut[]): ReadOutcome {
  const resolutions = ways.filter((way) => way.kind === 'resolution')
  const workarounds = ways.filter((way) => way.kind === 'workaround')
  if (resolutions.some((way) => way.blocks.length > 0))
    return ofResolution(resolutions, workarounds, sections)
  if (workarounds.some((way) => way.blocks.length > 0)) return { type: 'workaround', sentence: null }
  return withoutWayOut(sections)
}

function ofResolution(
  resolutions: readonly WayOut[],
  workarounds: readonly WayOut[],
  sections: readonly BodySection[],
): ReadOutcome {
  const blocks = resolutions.flatMap((way) => way.blocks)
  const none = sentenceIn(blocks, nothing)
  const fix = sentenceIn(blocks, obtain)
  const steps = resolutions.some((way) => way.steps.length > 1)
  if (none !== null && !steps && fix === null) {
    return workarounds.length > 0
      ? { type: 'workaround', sentence: none }
      : { type: 'no-known-fix', sentence: none }
  }
  if (fix !== null && !steps) return { type: 'obtain-fix', sentence: fix }
  if (!steps) {
    const around = sentenceIn(blocks, /\bwork ?around\b/i)
    if (around !== null) return { type: 'workaround', sentence: around }
    const design = sentenceIn(blocks, byDesign)
    if (design !== null && blocks.length === 1) return { type: 'by-design', sentence: design }
  }
  return sections.length === 0 ? { type: 'information', sentence: null } : { type: 'steps', sentence: null }
}

const problemKinds = new Set(['symptoms', 'cause', 'status', 'question'])

function withoutWayOut(sections: readonly BodySection[]): ReadOutcome {
  const isProblem = sections.some((section) => problemKinds.has(section.kind))
  const told = (pattern: RegExp, kinds?: readonly string[]): Passage | null => {
    for (const section of sections) {
      if (kinds !== undefined && !kinds.includes(section.kind)) continue
      const found = sentenceIn(section.blocks, pattern)
      if (found !== null) return found
    }
    return null
  }
  const order: readonly (readonly [OutcomeType, RegExp, readonly string[] | undefined])[] = [
    [
      'obtain-fix',
      corrected,
      isProblem ? ['status', 'cause', 'response', 'other', 'summary', 'symptoms'] : ['other', 'response'],
    ],
    ['by-design', byDesign, isProblem ? undefined : ['other', 'response']],
    ['workaround', /\b(?:to work around|workaround|as a work ?around)\b/i, undefined],
    ['no-known-fix', researching, undefined],
    ['no-known-fix', nothing, undefined],
    ['no-known-fix', confirmed, undefined],
  ]
  for (const [type, pattern, kinds] of order) {
    const sentence = told(pattern, kinds)
    if (sentence !== null && (isProblem || type !== 'by-design')) return { type, sentence }
  }
  return { type: 'information', sentence: null }
}

/** The first sentence in `blocks` that matches. */
function sentenceIn(blocks: readonly BodyBlock[], pattern: RegExp): Passage | null {
  for (const passage of passagesOf(blocks)) {
    const found = pattern.exec(passage.text)
    if (found === null) continue
    const before = passage.text.slice(0, found.index)
    const from = Math.max(before.lastIndexOf('. '), before.lastIndexOf('? ')) + 1
    const stop = /[.!?](?=\s|$)/.exec(passage.text.slice(found.index + found[0].length))
    const to = stop === null ? passage.text.length : found.index + found[0].length + stop.index + 1
    return passage.slice(from, to).trim()
  }
  return null
}
