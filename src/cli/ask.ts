// How is a knowledge base asked, whatever the user calls the product?

import type { Answer, Question } from '../answer.ts'
import { KbError } from '../errors.ts'
import type { KnowledgeBase } from '../knowledge-base.ts'

export interface Asked {
  readonly answer: Answer
  /** A product that nothing speaks of; the question was asked without it. */
  readonly unknownProduct: KbError | null
}

export async function ask(knowledgeBase: KnowledgeBase, question: Question): Promise<Asked> {
  try {
    return { answer: await knowledgeBase.query(question), unknownProduct: null }
  } catch (problem) {
    if (!(problem instanceof KbError && problem.code === 'E0103')) throw problem
    const answer = await knowledgeBase.query({ ...question, product: null, version: null })
    return { answer, unknownProduct: problem }
  }
}
