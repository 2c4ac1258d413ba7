// What does an error look like?
//
//     error[E0201]: there is no file or folder "articels"
//       help: check the spelling; it was looked for in /home/ada

import { KbError, type Place } from '../../errors.ts'
import { type Paint, printable } from '../terminal.ts'

/** Anything that is no `KbError` is a bug of ours, and says so. The stack is for `--debug`. */
export function renderComplaint(
  problem: unknown,
  paint: Paint,
  options: { version: string; debug: boolean },
): string {
  const lines =
    problem instanceof KbError
      ? [
          `${paint(['bold', 'red'], `error[${problem.code}]`)}: ${placeOf(problem.place)}${printable(problem.message)}`,
          `  ${paint('bold', 'help')}: ${printable(problem.help)}`,
        ]
      : [
          `${paint(['bold', 'red'], 'error')}: this is a bug in kb ${options.version}: ${printable(messageOf(problem))}`,
          `  ${paint('bold', 'help')}: please report it with the command that was typed; --debug shows where it arose`,
        ]
  if (options.debug) lines.push(paint('dim', printable(traceOf(problem))))
  return lines.join('\n')
}

/** `file:line:column: `, as far as it is known. */
function placeOf(place: Place | null): string {
  if (place === null) return ''
  const parts = [place.file, place.line, place.column].filter((part) => part !== undefined)
  return `${printable(parts.join(':'))}: `
}

function messageOf(problem: unknown): string {
  return problem instanceof Error ? problem.message : String(problem)
}

function traceOf(problem: unknown): string {
  if (!(problem instanceof Error)) return String(problem)
  const trace = problem.stack ?? problem.message
  return problem.cause === undefined ? trace : `${trace}\ncaused by ${traceOf(problem.cause)}`
}
