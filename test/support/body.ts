// A small body, for tests of what is read from it.

import { readLines } from '../../src/body/line.ts'
import { type BodySection, readSections } from '../../src/body/section.ts'
import { type PlacedText, placeTexts } from '../../src/body/text.ts'

/** Sections as the old archives rule them. */
export function sectionsOf(text: string): BodySection[] {
  return readSections(readLines(text), 'ruled')
}

export function rowOf(text: string): PlacedText[] {
  return placeTexts(sectionsOf(text))
}
