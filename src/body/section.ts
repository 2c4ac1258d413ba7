// Which sections does a body have, before anything is read out of them?

import type { SectionKind, Span } from '../article/article.ts'
import type { BodyBlock } from './block.ts'
import type { Line } from './line.ts'

export interface BodySection {
  readonly kind: SectionKind
  /** As printed; `null` before the first heading. */
  readonly heading: string | null
  /** The body as it is printed, without heading and rule, blank lines at both ends removed. */
  readonly text: string
  /** With the heading and its rule. */
  readonly span: Span
  readonly blocks: readonly BodyBlock[]
}

/**
 * How headings look:
 * `ruled`: a line with an equally long rule of `=` under it (or of `-` under one of the eight names);
 * `bare`: one of the known names alone on its line, upper case, no rule;
 * `label`: `Question:`, `Problem:`, `Response:` alone on a line, besides ruled ones.
 */
export type HeadingStyle = 'ruled' | 'bare' | 'label'

/** Cuts body lines into sections and reads their blocks. */
export declare function readSections(lines: readonly Line[], style: HeadingStyle): BodySection[]

/** The kind that a heading names, by its words alone ("Workaround", "MORE INFORMATION:"); `other` if none. */
export declare function kindOfHeading(heading: string): SectionKind
