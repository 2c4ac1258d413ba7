// Why is a text read in this dialect and in no other?

import type { RankedDialect } from '../../dialect/read-article.ts'
import { printable, type Screen, wrap } from '../terminal.ts'

/** Best first, each with its score and what speaks for it. */
export function renderDialects(
  path: string | null,
  ranked: readonly RankedDialect[],
  screen: Screen,
): string {
  return [
    screen.paint('bold', printable(path ?? '(standard input)')),
    ...ranked.flatMap(({ dialect, score, clues }, i) => [
      `  ${String(score).padStart(3)}  ${i === 0 ? screen.paint('green', dialect.name) : dialect.name}`,
      ...clues.map(({ what, points, offset }) =>
        wrap(`${printable(what)} (at ${offset})`, screen.width, `       ${String(points).padStart(4)}  `),
      ),
    ]),
  ].join('\n')
}
