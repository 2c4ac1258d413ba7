// What does a repair cost, in minutes of the one who has the problem?
//
//     what is tried first        the way out with the most chance for its minutes
//     what it costs in all       each way out, as often as those before it did not help; then giving up
//
// The figures are an administrator's guesses; authors give better ones (`cost: 5m` in a step).

import type { OutcomeType } from '../article/article.ts'
import type { Outcome } from '../rules/rule.ts'

/** To read an article, to see whether it helped, and to undo what did not. */
const overhead = 20
/** Nothing helped: somebody else has to look at it. */
export const givingUp = 480

const typeMinutes: Readonly<Record<OutcomeType, number>> = {
  steps: 5,
  'obtain-fix': 60,
  workaround: 5,
  'by-design': 0,
  'no-known-fix': 0,
  information: 0,
}
const stepMinutes = 2
const mostMinutes = 240

/** What a text asks for that takes longer than a setting. */
const labours: readonly { readonly words: RegExp; readonly minutes: number }[] = [
  { words: /\bservice pack\b|\bhotfix\b|\bupgrade to\b/i, minutes: 60 },
  { words: /\breinstall|\brun setup again\b/i, minutes: 60 },
  { words: /\bregistry\b|\bregedt?/i, minutes: 10 },
  { words: /\brestart\b|\breboot\b|\bshut down\b/i, minutes: 10 },
]

/** What a way out takes of which nothing is known yet. */
export const usualMinutes = 35

/** From a few minutes to some hours. */
export function minutesOf({ type, steps, text }: Outcome): number {
  const stated = steps.reduce((sum, { cost }) => sum + (cost ?? 0), 0)
  if (steps.length > 0 && steps.every(({ cost }) => cost !== null)) return overhead + stated
  const told = `${text}\n${steps.map((step) => step.text).join('\n')}`
  const extra = labours.reduce((sum, { words, minutes }) => sum + (words.test(told) ? minutes : 0), 0)
  const plain = typeMinutes[type] + steps.filter(({ cost }) => cost === null).length * stepMinutes
  return overhead + Math.min(mostMinutes, plain + extra + stated)
}

/** One thing that could be tried. */
export interface Remedy {
  /** How probable it is that it helps; with the others at most 1, the rest being that none does. */
  readonly share: number
  readonly minutes: number
}

/** Shares below this change no decision. */
const leastShare = 1e-4

/** The best order: the most chance for its minutes first. */
export function inOrder<T extends Remedy>(remedies: readonly T[]): T[] {
  return remedies
    .filter(({ share }) => share > leastShare)
    .sort((a, b) => b.share / b.minutes - a.share / a.minutes)
}

/**
 * Where hundreds could be it, trying is hopeless and costs what giving up does, whatever an answer rules out. Each bit of
 * doubt costs as much as the question that would take it away, so that answers are worth something there, too.
 */
const minutesABit = 20

/** The doubt that is left among them, and that none of them helps. */
export function doubtCost(remedies: readonly Remedy[]): number {
  const none = 1 - remedies.reduce((sum, { share }) => sum + share, 0)
  const bits = (share: number): number => (share > leastShare ? -share * Math.log2(share) : 0)
  return minutesABit * remedies.reduce((sum, { share }) => sum + bits(share), bits(none))
}

/** What it costs to try them in the best order, giving up where another try is not worth it. Cost: a sort. */
export function repairCost(remedies: readonly Remedy[]): number {
  let left = 1
  let cost = 0
  for (const { share, minutes } of inOrder(remedies)) {
    if (left * minutes > share * givingUp) break
    cost += left * minutes
    left -= share
  }
  return cost + Math.max(0, left) * givingUp
}
