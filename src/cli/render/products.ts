// What does one see of products and their names?
//
//     Widget Server
//       also      WS, WServer
//       articles  Widget Server 4.0 (12), Widget Server 4.5 (3)

import type { KnownProduct } from '../../article/known-products.ts'
import { allPrintable, type Screen, wrap } from '../terminal.ts'
import { grouped } from './quantity.ts'

/** A line each, where there are many. */
export function renderProductList(products: readonly KnownProduct[], screen: Screen): string {
  return allPrintable(products)
    .map(({ name, aliases }) => {
      const names = [name, ...aliases].join(', ')
      return screen.paint('bold', name) + wrap(names, screen.width, '', '    ').slice(name.length)
    })
    .join('\n')
}

export function renderProduct(product: KnownProduct, screen: Screen): string {
  const { name, aliases, printed } = allPrintable(product)
  const rows = [
    { label: 'also', values: aliases },
    {
      label: 'articles',
      values: printed.map(({ name, articles }) => `${name} (${grouped(articles)})`),
    },
  ].filter(({ values }) => values.length > 0)
  return [
    screen.paint('bold', name),
    ...rows.map(({ label, values }) => wrap(values.join(', '), screen.width, `  ${label.padEnd(10)}`)),
  ].join('\n')
}
