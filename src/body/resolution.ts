// Which ways out does this article offer, under which condition, and with which steps?
//
// A resolution or workaround section is one way out, or several: sub-headings ("Method 2", "Retail Version of ...", "On an
// Intel System") and labels that open a paragraph ("Method 1:") say when each is meant.

import type { BodyBlock, BodyItem, BodyStep } from './block.ts'
import type { Passage } from './passage.ts'
import type { BodySection } from './section.ts'

export interface WayOut {
  readonly kind: 'resolution' | 'workaround'
  readonly when: string | null
  readonly blocks: readonly BodyBlock[]
  /** Top-level numbered steps, over all lists of this way out. */
  readonly steps: readonly BodyStep[]
}

export function readWaysOut(sections: readonly BodySection[]): WayOut[] {
  const ways: WayOut[] = []
  for (const section of sections) {
    if (section.kind === 'resolution' || section.kind === 'workaround')
      ways.push(...splitSection(section, section.kind))
  }
  return ways
}

/** Sub-headings that name a part of the same way out, not another one. */
const parts =
  /^(?:sample|example|code|steps?\b|step-by|notes?$|syntax|files?\b|file (?:list|attributes)|output|results?|remarks|more information|references?|status|cause|symptoms?|warning|important|description|component|installation instructions|to .*following)/i

const label =
  /^(?:(?:Method|Workaround|Resolution|Solution|Option|Alternative|Case|Situation|Scenario)\s+(?:\d+|[A-Z]|One|Two|Three|Four|Five))\b\s*[:.-]?\s*/

function splitSection(section: BodySection, kind: WayOut['kind']): WayOut[] {
  const ways: { when: string | null; blocks: BodyBlock[] }[] = [{ when: null, blocks: [] }]
  for (const block of section.blocks) {
    const when = conditionOf(block)
    if (when === null) ways.at(-1)!.blocks.push(block)
    else ways.push({ when: when.text, blocks: when.keep ? [block] : [] })
  }
  const filled = ways.filter(
    (way, w) =>
      way.when !== null || (way.blocks.length > 0 && !(w === 0 && ways.length > 1 && isLeadIn(way.blocks))),
  )
  return filled.map((way) => ({
    kind,
    when: way.when,
    blocks: way.blocks,
    steps: way.blocks.flatMap(stepsOf),
  }))
}

function conditionOf(block: BodyBlock): { text: string; keep: boolean } | null {
  if (block.type === 'subheading') {
    const text = block.passage.text.replace(/\s*:$/, '')
    return parts.test(text) ? null : { text, keep: false }
  }
  if (block.type !== 'paragraph') return null
  const text = block.passage.text
  const found = label.exec(text)
  if (found === null) return null
  const whole = found[0].length >= text.length - 1 || (text.length < 100 && text.endsWith(':'))
  if (whole) return { text: text.replace(/\s*:$/, ''), keep: false }
  return /[:.-]\s*$/.test(found[0]) ? { text: found[0].replace(/[\s:.-]+$/, ''), keep: true } : null
}

/** "Use one of the following methods": says nothing that the ways out do not say. */
function isLeadIn(blocks: readonly BodyBlock[]): boolean {
  return blocks.every(
    (block) =>
      block.type === 'paragraph' &&
      /\b(?:one of|either|any of|the following|these|appropriate|both|order)\b[^.]*\b(?:methods?|workarounds?|steps|procedures?|ways|following|options|resolutions?|sections?|solutions?|presented|version|alternatives)\b/i.test(
        block.passage.text,
      ) &&
      block.passage.text.length < 260,
  )
}

/** The outermost numbered level counts: a numbered list inside a bullet does, one inside a numbered step does not. */
function stepsOf(block: BodyBlock): readonly BodyStep[] {
  if (block.type === 'list') return block.items.flatMap((item) => item.blocks.flatMap(stepsOf))
  return block.type === 'steps' && /^\d/.test(block.items[0]!.number) ? block.items : []
}

/** The prose of blocks for people: paragraphs and list items on lines of their own. */
export function textOf(blocks: readonly BodyBlock[]): string {
  return blocks
    .map(blockText)
    .filter((text) => text !== '')
    .join('\n')
}

function blockText(block: BodyBlock): string {
  switch (block.type) {
    case 'list':
      return block.items.map((item) => `- ${itemText(item)}`).join('\n')
    case 'steps':
      return block.items.map((item) => `${item.number}. ${itemText(item)}`).join('\n')
    case 'note':
      return `${block.label}: ${block.passage.text}`
    default:
      return block.passage.text
  }
}

function itemText(item: BodyItem): string {
  return item.blocks.length === 0 ? item.passage.text : `${item.passage.text}\n${textOf(item.blocks)}`
}

/** The passages at both ends of blocks, for their span. */
export function passagesOf(blocks: readonly BodyBlock[]): Passage[] {
  return blocks.flatMap((block) => {
    if (block.type !== 'list' && block.type !== 'steps') return [block.passage]
    return block.items.flatMap((item) => [item.passage, ...passagesOf(item.blocks)])
  })
}
