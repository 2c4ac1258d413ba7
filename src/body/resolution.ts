// Which ways out does this article offer, under which condition, and with which steps?
//
// A resolution or workaround section is one way out, or several. What says when each is meant:
//
//     Method 2: Edit the file          On an Intel System:            Windows 95:
//     -----------------------
//
// sub-headings, and labels alone in their paragraph. A sub-heading that names a part of the same way ("Sample Code"), or
// the only one of its section that names no edition or system, is no condition.

import { isOr } from './alternative.ts'
import type { BodyBlock, BodyItem, BodyStep, BodyText } from './block.ts'
import { packedMap } from './packed-map.ts'
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
    if (section.kind !== 'resolution' && section.kind !== 'workaround') continue
    for (const { when, blocks } of splitBlocks(section.blocks)) {
      const own = withoutLastOr(blocks)
      ways.push({ kind: section.kind, when, blocks: own, steps: own.flatMap(stepsOf) })
    }
  }
  return ways
}

interface Split {
  readonly when: string | null
  readonly blocks: readonly BodyBlock[]
}

interface Condition {
  readonly at: number
  readonly when: string
  /** The label opens a paragraph that says more. */
  readonly keep: boolean
}

function splitBlocks(blocks: readonly BodyBlock[]): Split[] {
  const conditions: Condition[] = []
  let underHeading = false
  for (let at = 0; at < blocks.length; at++) {
    const found = conditionOf(blocks, at, underHeading)
    if (found !== null) conditions.push({ at, ...found })
    underHeading ||= found !== null && blocks[at]!.type === 'subheading'
  }
  const [only] = conditions
  if (conditions.length === 1 && !standsAlone(only!.when, blocks.slice(0, only!.at))) conditions.pop()
  const before = blocks.slice(0, conditions[0]?.at)
  const ways: Split[] = []
  if (before.length > 0 && (conditions.length === 0 || !before.every(saysWhichWays))) {
    ways.push({ when: null, blocks: before })
  }
  for (const [c, { at, when, keep }] of conditions.entries()) {
    ways.push({ when, blocks: blocks.slice(keep ? at : at + 1, conditions[c + 1]?.at) })
  }
  return ways
}

/** Sub-headings that name a part of the same way out, not another one. */
const parts =
  /^(?:sample|example|code|steps?\b|step-by|notes?$|syntax|files?\b|file (?:list|attributes)|output|results?|remarks|more information|references?|status|cause|symptoms?|warning|important|description|component|installation instructions|troubleshooting|part \d|to .*following)/i

/** A case named inside a way that a sub-heading opened ("Windows 98:" under "Method 1") is a part of that way. */
function conditionOf(
  blocks: readonly BodyBlock[],
  at: number,
  underHeading: boolean,
): Omit<Condition, 'at'> | null {
  const block = blocks[at]!
  if (block.type === 'subheading') {
    const when = block.passage.text.replace(/\s*:$/, '')
    return parts.test(when) ? null : { when, keep: false }
  }
  if (block.type !== 'paragraph') return null
  const { text } = block.passage
  const way = wayLabel.exec(text)
  if (way !== null) {
    const alone = way[0].length >= text.length - 1 || (text.length < 100 && text.endsWith(':'))
    if (alone) return { when: text.replace(/\s*:$/, ''), keep: false }
    return /[:.-]\s*$/.test(way[0]) ? { when: way[0].replace(/[\s:.-]+$/, ''), keep: true } : null
  }
  const isCase = !underHeading && isCaseLabel(block, blocks[at + 1])
  return isCase ? { when: text.replace(/[\s:]+$/, ''), keep: false } : null
}

/** "Method 1:" */
const wayLabel =
  /^(?:(?:Method|Workaround|Resolution|Solution|Option|Alternative|Case|Situation|Scenario)\s+(?:\d+|[A-Z]|One|Two|Three|Four|Five))\b\s*[:.-]?\s*/

/** "For Windows 95:" or "Windows 3.x:", and under it what is to be done there. */
function isCaseLabel(block: BodyText, next: BodyBlock | undefined): boolean {
  const { text } = block.passage
  if (text.length > 80 || !text.endsWith(':') || next === undefined || block.apart === true) return false
  if (leadIn.test(text)) return false
  return (
    /^(?:On|For|In|With|Under|If you are using|If you use|When using) /.test(text) || isNameWithNumber(text)
  )
}

/** Sentences that lead in to something end in a colon too. */
const leadIn =
  /\b(?:follow\w*|steps?|do|use|type|see|click|press|select|choose|add|change|set|run|example|information|article|code|lines?|command|commands|instance|case|addition|order|box|menu|contains?|is|are|needs?|reads?|states?|appears?|path|page|symptom|problem|error)\b/i

/** "Windows 95:", "Microsoft Exchange 4.0:": words with capitals, one of them with a digit. */
function isNameWithNumber(text: string): boolean {
  return /\d/.test(text) && /^(?:(?:[A-Z(]|\d|and |or |&)[\w./()+-]*,?[ :])+$/.test(`${text.slice(0, -1)} `)
}

/** The only condition of a section names a case (a method, an edition, a system), or begins anew after steps. */
function standsAlone(when: string, before: readonly BodyBlock[]): boolean {
  return (
    wayLabel.test(when) ||
    /^(?:On|In|If|For|With|When|Using|Under)\b|\d|\bversion\b/i.test(when) ||
    before.some((block) => stepsOf(block).length > 0)
  )
}

/** "Use one of the following methods": says nothing that the ways out do not say. */
function saysWhichWays(block: BodyBlock): boolean {
  return (
    block.type === 'paragraph' &&
    block.passage.text.length < 260 &&
    /\b(?:one of|either|any of|the following|these|appropriate|both|order)\b[^.]*\b(?:methods?|workarounds?|steps|procedures?|ways|following|options|resolutions?|sections?|solutions?|presented|version|alternatives)\b/i.test(
      block.passage.text,
    )
  )
}

/** What stands between two ways belongs to neither. */
function withoutLastOr(blocks: readonly BodyBlock[]): readonly BodyBlock[] {
  const last = blocks.at(-1)
  return last?.type === 'paragraph' && isOr(last.passage.text) ? blocks.slice(0, -1) : blocks
}

/** The outermost numbered level counts: a numbered list inside a bullet does, one inside a numbered step does not. */
function stepsOf(block: BodyBlock): readonly BodyStep[] {
  if (block.type === 'list') return block.items.flatMap((item) => item.blocks.flatMap(stepsOf))
  return block.type === 'steps' && /^\d/.test(block.items[0]!.number) ? block.items : []
}

/** The prose of blocks for people: paragraphs and list items on lines of their own. */
export function textOf(blocks: readonly BodyBlock[]): string {
  let text = ''
  for (const block of blocks) {
    const own = blockText(block)
    if (own !== '') text += text === '' ? own : `\n${own}`
  }
  return text
}

function blockText(block: BodyBlock): string {
  switch (block.type) {
    case 'list':
      return packedMap(block.items, (item) => `- ${itemText(item)}`).join('\n')
    case 'steps':
      return packedMap(block.items, (item) => `${item.number}. ${itemText(item)}`).join('\n')
    case 'note':
      return `${block.label}: ${block.passage.text}${inner(block.blocks)}`
    default:
      return block.passage.text
  }
}

function itemText(item: BodyItem): string {
  return `${item.passage.text}${inner(item.blocks)}`
}

function inner(blocks: readonly BodyBlock[]): string {
  const text = textOf(blocks)
  return text === '' ? '' : `\n${text}`
}

/** The passages of blocks, in order. */
export function passagesOf(blocks: readonly BodyBlock[]): Passage[] {
  const passages: Passage[] = []
  gather(blocks, passages)
  return passages
}

function gather(blocks: readonly BodyBlock[], passages: Passage[]): void {
  for (const block of blocks) {
    if (block.type === 'list' || block.type === 'steps') {
      for (const item of block.items) {
        passages.push(item.passage)
        gather(item.blocks, passages)
      }
    } else {
      passages.push(block.passage)
      if (block.type === 'note') gather(block.blocks, passages)
    }
  }
}
