// What should an author paste, and what could not be kept out?
//
//     # modem#busy: 2 of 2 false hits kept out, all 14 true hits kept
//     unless:
//       - message: "printer port"

import { oneLine } from '../../article/one-line.ts'
import type { Tuning } from '../lint/tuning.ts'
import { printable, type Screen } from '../terminal.ts'
import { count } from './quantity.ts'

export function renderTuning(tunings: readonly Tuning[], screen: Screen): string {
  if (tunings.length === 0) return 'No rule matches a false hit: there is nothing to keep out.'
  return tunings.map((tuning) => renderOne(tuning, screen)).join('\n\n')
}

function renderOne({ rule, falseHits, trueHits, exclusions, left }: Tuning, { paint }: Screen): string {
  const out = falseHits.length - left.length
  const kept = trueHits === 0 ? 'no true hit was there to lose' : `all ${count(trueHits, 'true hit')} kept`
  return [
    paint('dim', `# ${rule.id}: ${out} of ${count(falseHits.length, 'false hit')} kept out, ${kept}`),
    ...(exclusions.length === 0
      ? []
      : ['unless:', ...exclusions.map(({ yaml }) => `  - ${printable(yaml)}`)]),
    ...(left.length === 0 ? [] : ['# refused, for whatever these name is in a true hit too:']),
    ...left.map((text) => `#   ${oneLine(printable(text)).slice(0, 160)}`),
  ].join('\n')
}
