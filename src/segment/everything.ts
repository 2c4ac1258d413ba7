// What is all that a dictionary or a file of documents holds, and is it true what they say of it?

import { encodeText } from './bytes.ts'
import type { Documents } from './documents.ts'
import { compareTerms, type TermDictionary, type TermInfo } from './term-dictionary.ts'
import { sharedLength } from './top-level.ts'

/** Every term in order; fails where one is not after the one before, or the top level tells otherwise of it. */
export async function* allTerms(dictionary: TermDictionary): AsyncGenerator<TermInfo> {
  const { topLevel, fail } = dictionary
  const { common } = topLevel
  let met = 0
  let last = ''
  for (let page = 0; page < topLevel.pages; page++) {
    const cursor = await dictionary.page(page)
    for (let first = true; cursor.next(); first = false) {
      const info = cursor.info()
      if (last !== '' && compareTerms(last, info.term) >= 0) throw fail(`has “${info.term}” out of order`)
      if (first && !startsRightly(topLevel.startOf(page), last, info.term))
        throw fail(`does not begin page ${page} as it should`)
      const known = common.find(info.term)
      if (known !== null && JSON.stringify(known) !== JSON.stringify(info))
        throw fail(`has “${info.term}” otherwise than its top level`)
      if (known !== null) met++
      last = info.term
      yield info
    }
  }
  if (met < common.size) throw fail('has not all terms of its top level')
}

/** Whether the beginning of a page that has `first` after `last` is the one that the writer gives it. */
function startsRightly(start: Uint8Array, last: string, first: string): boolean {
  const term = encodeText(first)
  return (
    start.length === sharedLength(encodeText(last), term) + 1 && sharedLength(start, term) === start.length
  )
}

/** Every item in order, each block read once. */
export async function* allItems(documents: Documents): AsyncGenerator<Uint8Array> {
  const directory = await documents.directory()
  for (let number = 0; number < directory.blocks; number++) {
    const place = directory.place(number)
    const block = await documents.read(place)
    for (let doc = place.firstDoc; doc < place.firstDoc + place.documents; doc++) yield block.item(doc)
  }
}
