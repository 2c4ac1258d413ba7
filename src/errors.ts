// What can go wrong that is not our own bug, and what to do about it?
//
// A strange *text* is never an error: it is an issue in the article's record. Errors are for strange bytes, wrong calls
// and a world that does not co-operate (no such file, disk full).

/** One row per code: the exit code it leads to (DESIGN: exit codes) and what it means, for `kb explain E0104`. */
export const errorCodes = {
  E0101: { exit: 2, meaning: 'The command line has an option, command or value that kb does not know.' },
  E0102: { exit: 2, meaning: 'There is nothing to look up: the report is empty.' },
  E0103: { exit: 2, meaning: 'A fact names a product that no article speaks of.' },
  E0104: { exit: 1, meaning: 'There is no article, section or error of the name that was given.' },
  E0201: { exit: 3, meaning: 'A file or folder that was named does not exist.' },
  E0202: { exit: 3, meaning: 'A file or folder exists but cannot be read.' },
  E0203: { exit: 3, meaning: 'A file holds binary data, not text.' },
  E0204: { exit: 3, meaning: 'A file is larger than the limit for one article.' },
  E0205: { exit: 3, meaning: 'The front matter of an article is not the safe subset of YAML that is read.' },
  E0206: { exit: 3, meaning: 'A rule in an article is not valid.' },
  E0207: { exit: 3, meaning: 'A line of a batch file is not a JSON object with a query.' },
  E0211: { exit: 3, meaning: 'The command that kb run was given cannot be started.' },
  E0212: { exit: 3, meaning: 'An answers file holds no answers, or none to what was asked.' },
  E0301: { exit: 4, meaning: 'There is no index at the place that was named.' },
  E0302: { exit: 4, meaning: 'A file of the index is damaged.' },
  E0303: { exit: 4, meaning: 'The index was written by a newer or older version of kb.' },
  E0304: { exit: 4, meaning: 'The index is there but cannot be read.' },
  E0401: { exit: 5, meaning: 'Output could not be written.' },
} as const satisfies Record<string, { exit: number; meaning: string }>

export type ErrorCode = keyof typeof errorCodes

const exitCodes = { E01: 2, E02: 3, E03: 4, E04: 5 } as const

/** Where in a file an error stands; line and column count from 1. */
export interface Place {
  readonly file: string
  readonly line?: number
  readonly column?: number
}

/** An expected failure: what happened, where, and `help`, one sentence on how to mend it. */
export class KbError extends Error {
  override readonly name = 'KbError'
  readonly code: ErrorCode
  readonly help: string
  readonly place: Place | null

  constructor(code: ErrorCode, message: string, options: { help: string; place?: Place; cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.help = options.help
    this.place = options.place ?? null
  }

  /** That of its row above, told from the code: whoever only throws errors need not load what all of them mean. */
  get exitCode(): 1 | 2 | 3 | 4 | 5 {
    return this.code === 'E0104' ? 1 : exitCodes[this.code.slice(0, 3) as keyof typeof exitCodes]
  }
}
