// A small authored article, for tests that care about little of it.

import type { Article } from '../../src/article/article.ts'
import { readArticle } from '../../src/dialect/read-article.ts'

export interface Authored {
  readonly id?: string
  readonly title?: string
  readonly products?: readonly string[]
  /** YAML below `rules:`, from the left margin. */
  readonly rules?: string
  /** Markdown below the front matter. */
  readonly body?: string
}

const plainBody = '## Symptoms\n\nIt does not work.\n\n## Resolution\n\n1. Mend it.\n'

export function authored({
  id = 'test',
  title = 'A test',
  products = [],
  rules,
  body = plainBody,
}: Authored): Article {
  const list = products.length === 0 ? '' : `products:\n${products.map((name) => `  - "${name}"\n`).join('')}`
  const rulesText = rules === undefined ? '' : `rules:\n${rules.replace(/^/gm, '  ')}\n`
  return readArticle(`---\nkb: ${id}\ntitle: "${title}"\n${list}${rulesText}---\n\n${body}`)
}
