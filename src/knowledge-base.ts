// Here are the files of an index: answer me.

import type { Answer, Question } from './answer.ts'
import type { Article } from './article/article.ts'

export interface KnowledgeBase {
  /** Throws E0102 for an empty text and E0103 for a product that no article speaks of. */
  readonly query: (question: Question) => Promise<Answer>
  /** An article by its id in any spelling (Q4711, q4711, 4711, KB4711); `null` where there is none. */
  readonly article: (id: string) => Promise<Article | null>
}
