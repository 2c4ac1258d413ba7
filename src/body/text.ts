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
  readonly table: BodyTable | null
}

export function placeTexts(sections: readonly BodySection[]): PlacedText[] {
  const row: PlacedText[] = []
  for (let section = 0; section < sections.length; section++) {
    place(row, sections[section]!.blocks, section, 0)
  }
  return row
}

/** Without one of these words nothing in a text is said to be a message. */
export const messageWord =
  /\b(?:messages?|errors?|warnings?|alerts?|stop|exceptions?|prompt|faults?|dialog|blue|trap|pop-?up|events?|log|NDR)/i

function place(row: PlacedText[], blocks: readonly BodyBlock[], section: number, depth: number): void {
  for (const block of blocks) {
    switch (block.type) {
      case 'list':
      case 'steps':
        for (const { passage, blocks } of block.items) {
          const role = block.type === 'list' ? 'item' : 'step'
          row.push({ role, passage, apart: false, depth, section, table: null })
          place(row, blocks, section, depth + 1)
        }
        break
      case 'note':
        row.push({ role: 'note', passage: block.passage, apart: false, depth, section, table: null })
        place(row, block.blocks, section, depth)
        break
      case 'table':
        row.push({ role: 'table', passage: block.passage, apart: false, depth, section, table: block })
        break
      default: {
        const { type, passage, apart } = block
        row.push({ role: type, passage, apart: apart === true, depth, section, table: null })
      }
    }
  }
}
