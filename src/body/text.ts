// In which order does a reader meet the texts of a body, and which of them stand apart?
//
// Messages, references and commands do not care how deep in lists a text stands, only what comes before and after it.
// So the tree of blocks is laid out flat, once, and everything else is read from the row.

import type { BodyBlock } from './block.ts'
import type { Passage } from './passage.ts'
import type { BodySection } from './section.ts'
import type { BodyTable } from './table.ts'

export interface PlacedText {
  readonly role: 'paragraph' | 'preformatted' | 'subheading' | 'item' | 'step' | 'note' | 'table'
  readonly passage: Passage
  /** Set apart from the prose around it. */
  readonly apart: boolean
  /** 0 for what stands directly in a section, one more for each item around it. */
  readonly depth: number
  /** Index of the section. */
  readonly section: number
  /** What the section holds. */
  readonly holds: Traces
  readonly table: BodyTable | null
}

/**
 * What a section holds at all. Readers look for rare things in every text; to ask the section first costs a search for a rare
 * character where it would cost one in each of its texts. Only characters are asked for: to look for words in the whole section
 * costs more than to look for them in the few texts in whose form they may be meant.
 */
export interface Traces {
  /** Quotation marks of any kind. */
  readonly quotes: boolean
  /** `0x`: STOP codes. */
  readonly hex: boolean
  /** A `Q`: ids of articles. */
  readonly ids: boolean
  /** A slash: addresses. */
  readonly slashes: boolean
  /** `HK`: registry paths. */
  readonly registry: boolean
}

export function placeTexts(sections: readonly BodySection[]): PlacedText[] {
  const row: PlacedText[] = []
  for (let section = 0; section < sections.length; section++) {
    const { blocks, text } = sections[section]!
    place(row, blocks, section, 0, tracesIn(text))
  }
  return row
}

function tracesIn(text: string): Traces {
  return {
    quotes: hasQuotes(text),
    hex: text.includes('0x'),
    ids: text.includes('Q'),
    slashes: text.includes('/'),
    registry: text.includes('HK'),
  }
}

/** Without one of these words nothing in a text is said to be a message. */
export const messageWord =
  /\b(?:messages?|errors?|warnings?|alerts?|stop|exceptions?|prompt|faults?|dialog|blue|trap|pop-?up|events?|log|NDR)/i

/** Any mark that quotes may begin with. */
export function hasQuotes(text: string): boolean {
  return (
    text.includes('"') ||
    text.includes("'") ||
    text.includes('`') ||
    text.includes('\u201c') ||
    text.includes('\u2018')
  )
}

function place(
  row: PlacedText[],
  blocks: readonly BodyBlock[],
  section: number,
  depth: number,
  holds: Traces,
): void {
  const add = (role: PlacedText['role'], passage: Passage, apart: boolean, table: BodyTable | null): void => {
    row.push({ role, passage, apart, depth, section, holds, table })
  }
  for (const block of blocks) {
    switch (block.type) {
      case 'list':
      case 'steps':
        for (const item of block.items) {
          add(block.type === 'list' ? 'item' : 'step', item.passage, false, null)
          place(row, item.blocks, section, depth + 1, holds)
        }
        break
      case 'note':
        add('note', block.passage, false, null)
        place(row, block.blocks, section, depth, holds)
        break
      case 'table':
        add('table', block.passage, false, block)
        break
      default:
        add(block.type, block.passage, block.apart === true, null)
    }
  }
}
