// These pieces of files are wanted at once: which requests are made for them?
//
//     wanted      ▪▪   ▪        ▪▪▪ ▪                 ▪▪
//     requests    ├────┤        ├───┤                 ├┤
//
// A request costs as much as some bytes do, so pieces that lie near each other come in one. Where there would be more
// requests than the question may have, the nearest of the others are joined too, if that is enough and costs little: to
// have a few less of far too many would cost a long report twice its bytes.

export interface Piece {
  readonly file: string
  readonly from: number
  readonly to: number
}

export interface Request<T extends Piece> extends Piece {
  readonly pieces: readonly T[]
}

/** Gaps up to so many bytes are read rather than asked around. */
const nearby = 2048
/** To have fewer requests, gaps may cost so many bytes together. */
const mostForFewer = 2 ** 18

/** `most`: how many requests there should be at most. */
export function requestsFor<T extends Piece>(wanted: readonly T[], most: number): readonly Request<T>[] {
  const requests: Request<T>[] = wanted.map((piece) => ({ ...piece, pieces: [piece] }))
  // by code units: the order of a language would have to be loaded
  requests.sort((a, b) => (a.file === b.file ? a.from - b.from || a.to - b.to : a.file < b.file ? -1 : 1))
  let apart: typeof requests | null = null
  for (let spent = 0; ; ) {
    const gaps = requests.slice(1).map((next, i) => gapBetween(requests[i]!, next))
    const least = Math.min(...gaps)
    if (least > nearby) {
      if (requests.length <= most) return requests
      apart ??= [...requests]
      spent += least
      if (spent > mostForFewer) return apart
    }
    const at = gaps.indexOf(least)
    requests.splice(at, 2, joined(requests[at]!, requests[at + 1]!))
  }
}

/** Infinite between different files; below 0 where one reaches into the other. */
function gapBetween(one: Piece, next: Piece): number {
  return one.file === next.file ? next.from - one.to : Number.POSITIVE_INFINITY
}

function joined<T extends Piece>(one: Request<T>, next: Request<T>): Request<T> {
  const { file, from } = one
  return { file, from, to: Math.max(one.to, next.to), pieces: [...one.pieces, ...next.pieces] }
}
