// What does a question look like on a plain terminal, and how does a session end?
//
//     Which product is asking for the CD key?
//       1  Outlook
//       2  Plus! for Windows 95
//       3  none of these
//     A number, the name of a product, ? for "I don't know", or q to quit:

import type { Answer } from '../../answer.ts'
import type { AskTurn, Conclusion, EndTurn, ProposeTurn, Said } from '../../session/session.ts'
import { allPrintable, type Screen, wrap } from '../terminal.ts'
import { renderAnswer } from './answer.ts'

export function renderTurn(turn: AskTurn | ProposeTurn, screen: Screen): string {
  return turn.type === 'question'
    ? renderQuestion(allPrintable(turn), screen)
    : renderProposal(allPrintable(turn), screen)
}

function renderQuestion({ fact, text, options, isOpen }: AskTurn, { paint, width }: Screen): string {
  const labels = [...options.map(({ label }) => label), options.length === 1 ? 'no' : 'none of these']
  const column = String(labels.length).length
  return [
    '',
    paint('bold', wrap(text, width)),
    ...labels.map((label, i) =>
      wrap(label, width, `  ${paint('yellow', String(i + 1).padStart(column))}  `, '     '),
    ),
    `A number,${isOpen ? ' a few words of your own,' : fact === 'product' ? ' the name of a product,' : ''} ? for "I don't know", or q to quit:`,
    '',
  ].join('\n')
}

function renderProposal(turn: ProposeTurn, screen: Screen): string {
  const answer = answerOf({
    type: 'end',
    verdict: 'answer',
    confidence: turn.confidence,
    hits: [turn],
    chain: null,
  })
  return [
    '',
    screen.paint(
      'bold',
      `This takes about ${Math.max(1, Math.round(turn.minutes))} minutes and may well be it.`,
    ),
    renderAnswer(answer, screen, { explain: false }),
    '',
    screen.paint('bold', 'Did that help?'),
    `  ${screen.paint('yellow', '1')}  yes\n  ${screen.paint('yellow', '2')}  no`,
    '1, 2, ? if it was not tried, or q to quit:',
    '',
  ].join('\n')
}

export function renderEnd(end: EndTurn, transcript: readonly Said[], screen: Screen): string {
  const said = allPrintable(transcript).map((one) => wrap(saidIn(one), screen.width, '  - '))
  const asked = said.length === 0 ? [] : [[screen.paint('bold', 'What was said'), ...said].join('\n')]
  return [renderAnswer(answerOf(end), screen, { explain: false }), ...asked].join('\n\n')
}

function saidIn(one: Said): string {
  if (one.type === 'question') return `${one.text} ${one.answer ?? "don't know"}`
  const outcome = one.helped === null ? 'was not tried' : one.helped ? 'helped' : 'did not help'
  return `${one.id} ${outcome}`
}

/** An end as an answer of `kb query`: what is left to choose from is told apart by its titles. */
function answerOf({ verdict, confidence, hits, chain }: EndTurn): Answer {
  // there is no choice of one
  const rivals = hits.filter((hit, i) => i < 2 || hit.confidence >= confidence * rivalShare)
  const choices = rivals.map(({ id, title, outcome }) => ({ value: title ?? id, article: id, outcome }))
  return {
    verdict,
    answered: verdict === 'answer',
    confidence,
    decide:
      verdict === 'choose'
        ? { fact: 'situation', question: null, values: choices.map(({ value }) => value), choices }
        : null,
    hits: distinct(hits).map((hit) => ({ ...hit, score: hit.confidence, evidence: [] })),
    chain,
  }
}

/** Less than this part of the first one's share is less likely. */
const rivalShare = 0.3

/** The ways out of one article stand for it once. */
function distinct(hits: readonly Conclusion[]): Conclusion[] {
  const seen = new Set<string>()
  return hits.filter(({ id }) => !seen.has(id) && seen.add(id))
}
