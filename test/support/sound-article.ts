// Is this a record that nobody needs to fear?

import type { Article, Span } from '../../src/article/article.ts'

/** What is wrong with the record of `text`; empty where nothing is: parts tile it, and all spans lie inside it. */
export function faultsOfArticle(article: Article, text: string): string[] {
  const faults: string[] = []
  let at = 0
  for (const { role, span } of article.parts) {
    if (span[0] !== at) faults.push(`part ${role} begins at ${span[0]}, not at ${at}`)
    if (span[1] <= span[0]) faults.push(`part ${role} is empty at ${span[0]}`)
    at = span[1]
  }
  if (at !== text.length) faults.push(`the parts end at ${at} of ${text.length}`)
  for (const [path, span] of spansIn(article, '')) {
    if (!(span[0] >= 0 && span[0] <= span[1] && span[1] <= text.length)) {
      faults.push(`${path} is [${span}], the text has ${text.length}`)
    }
  }
  for (const { offset, code } of article.issues) {
    if (!(offset >= 0 && offset <= text.length))
      faults.push(`issue ${code} stands at ${offset} of ${text.length}`)
  }
  return faults
}

function* spansIn(value: unknown, path: string): Generator<[string, Span]> {
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    const isSpan = key === 'span' || path === '.spans'
    if (isSpan && Array.isArray(inner)) yield [`${path}.${key}`, inner as unknown as Span]
    else yield* spansIn(inner, `${path}.${key}`)
  }
}
