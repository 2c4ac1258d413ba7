// Where do tests of the index get their articles and their open index from?

import { english } from '../../src/analysis/analyzer.ts'
import type { Article } from '../../src/article/article.ts'
import { type BuildOptions, buildIndex } from '../../src/build.ts'
import { deflate, inflate } from '../../src/node/index-files.ts'
import { readFrom } from '../../src/segment/in-memory.ts'
import { type Index, openIndex } from '../../src/segment/reader.ts'
import { pick, randomFrom } from './random.ts'

const nothing: Article = {
  id: null,
  dialect: 'authored-markdown',
  source: { path: null, bytes: 0, encoding: 'utf-8' },
  title: null,
  lastModified: null,
  products: [],
  versions: [],
  operatingSystems: [],
  keywords: [],
  technologies: [],
  issueTypes: [],
  solutionTypes: [],
  hardware: [],
  components: [],
  queryWords: [],
  sections: [],
  messages: [],
  events: [],
  references: [],
  registryPaths: [],
  commands: [],
  files: [],
  resolutions: [],
  outcomeType: 'information',
  outcomeSentence: null,
  tables: [],
  spans: {},
  parts: [],
  frontMatter: null,
  issues: [],
}

/** An article that says only this. */
export function articleOf(
  id: string,
  fields: Partial<Article> & { readonly symptoms?: string; readonly product?: string },
): Article {
  const { symptoms, product, ...rest } = fields
  return {
    ...nothing,
    id,
    source: { path: `${id}.md`, bytes: 0, encoding: 'utf-8' },
    ...(symptoms !== undefined && {
      sections: [{ kind: 'symptoms', heading: 'Symptoms', text: symptoms, span: [0, 0], blocks: [] }],
    }),
    ...(product !== undefined && {
      products: [{ text: product, name: product, versions: [], level: 1, span: [0, 0] }],
    }),
    ...rest,
  }
}

/** Articles of made-up words with the frequencies of a language: few in most, most in few. */
export function randomArticles(count: number, seed = 1): Article[] {
  const random = randomFrom(seed)
  const word = (): string => `w${Math.floor(600 * random() ** 3)}`
  const words = (most: number): string => Array.from({ length: 1 + pick(random, most) }, word).join(' ')
  return Array.from({ length: count }, (_, i) =>
    articleOf(`Q${100_000 + i}`, {
      title: words(6),
      symptoms: words(60),
      product: `Product ${pick(random, 7)}`,
      keywords: [`kb${pick(random, 5)}`],
    }),
  )
}

export function openFiles(files: ReadonlyMap<string, Uint8Array>): Promise<Index> {
  return openIndex({ read: readFrom(files), inflate, analyzer: english.name })
}

export function openArticles(articles: readonly Article[], options: BuildOptions = {}): Promise<Index> {
  return openFiles(buildIndex(articles, { deflate, ...options }))
}
