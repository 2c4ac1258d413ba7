// What does the benchmark ask of a search library?
//
// Each runs in processes of its own under Node 24, which strips these types, so nothing here imports from the project.

/** An article as text, from our readers: peers are spared reading Markdown. */
export interface PeerArticle {
  readonly id: string
  readonly title: string
  /** Products, keywords, query words. */
  readonly head: string
  readonly symptoms: string
  readonly rest: string
}

export interface Peer {
  /** Packages to install, as npm is told them. */
  readonly packages: readonly string[]
  /** Packages of Debian that are unpacked beside them. */
  readonly debianPackages?: readonly string[]
  /** What is set away from the defaults. */
  readonly settings: string
  /** Writes an index into the folder `at`. */
  readonly build: (articles: Iterable<PeerArticle>, at: string, place: Place) => Promise<void>
  /** `null` where it cannot be asked outside of a browser. */
  readonly open: ((at: string, place: Place) => Promise<Search>) | null
}

export interface Place {
  /** Imports an installed package. */
  // biome-ignore lint/suspicious/noExplicitAny: what is installed elsewhere has no types here.
  readonly load: (name: string) => Promise<any>
  /** The folder of the Markdown. */
  readonly corpus: string
  /** Where packages of Debian are unpacked, as if it were the root. */
  readonly debian: string
}

export interface Search {
  /** Ids of articles, best first, at most ten. */
  (text: string): Promise<readonly string[]>
  readonly close?: () => void
}

/** How much more a word counts where it stands, as found best for BM25 over these fields. */
export const weights = { title: 3, head: 1.1, symptoms: 1.6, rest: 0.8 } as const

export const fieldNames = ['title', 'head', 'symptoms', 'rest'] as const

const stopWords = new Set(
  'a about after all also an and any are as at be been but by can could did do does for from get got had has have how i if in into is it its just like me my no not of on or our out over so some than that the their them then there these they this to too up us was we were what when where which while who why will with would you your'.split(
    ' ',
  ),
)

/** The words of a report, each once, without stop words. */
export function wordsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []
  return [...new Set(words)].filter((word) => !stopWords.has(word))
}
