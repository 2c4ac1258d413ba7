// What stands in a section: paragraphs, lists, steps, tables, code?
//
// The blocks of `article.ts`, with passages for their texts, so that whatever is later found inside a block (a message,
// a reference) can be traced to the source.

import type { Passage } from './passage.ts'

export type BodyBlock =
  | { readonly type: 'paragraph' | 'preformatted' | 'subheading'; readonly passage: Passage }
  | { readonly type: 'list'; readonly items: readonly BodyItem[] }
  | { readonly type: 'steps'; readonly items: readonly BodyStep[] }
  | BodyTable
  | {
      readonly type: 'note'
      readonly label: string
      readonly passage: Passage
      readonly blocks: readonly BodyBlock[]
    }

export interface BodyTable {
  readonly type: 'table'
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** The whole table as printed. */
  readonly passage: Passage
}

export interface BodyItem {
  readonly passage: Passage
  readonly blocks: readonly BodyBlock[]
}

export interface BodyStep extends BodyItem {
  readonly number: string
}
