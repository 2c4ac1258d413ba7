// kb products: what are products called?

import { knownProducts, lookUpProducts } from '../../article/known-products.ts'
import type { Call, Command, ExitCode, Output } from '../command.ts'
import { indexOption, openIndexes } from '../indexes.ts'
import { renderProduct, renderProductList } from '../render/products.ts'
import { printable, printableJson } from '../terminal.ts'

export const command: Command = {
  name: 'products',
  summary: 'names and abbreviations that --product understands',
  usage: ['kb products [WORD…]'],
  about: [
    'Lists what is understood: names and abbreviations that kb knows, and what the articles of the index apply to. With words only the products that are called so; a version may stand with them. Where none is, the closest names are shown, and the exit code is 1.',
  ],
  options: { index: indexOption, json: { about: 'one JSON object' } },
  examples: [
    { line: 'kb products', about: 'all of them' },
    { line: 'kb products server', about: 'those with a word in a name' },
    { line: 'kb products server --index articles', about: 'and how these articles print them' },
  ],
  run,
}

async function* run(call: Call): AsyncGenerator<Output, ExitCode> {
  const { words, options, screen } = call
  const { knowledgeBase, unread } = await openIndexes(call)
  yield* unread
  const all = knownProducts(await knowledgeBase.products())
  const word = words.length === 0 ? null : words.join(' ')
  const { understood, products } =
    word === null ? { understood: true, products: all } : await lookUpProducts(word, all)
  if (options.has('json')) yield `${printableJson({ schema: 'kb/products/1', word, understood, products })}\n`
  else if (word === null) yield `${renderProductList(products, screen)}\n`
  else {
    if (!understood)
      yield `${printable(word)}: no product is called so${products.length > 0 ? '; the closest are' : ''}\n`
    for (const product of products) yield `${renderProduct(product, screen)}\n`
  }
  return understood ? 0 : 1
}
