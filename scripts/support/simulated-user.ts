// How does somebody answer who has the trouble of one article, and knows of it only what the article says?
//
// Reads the article's text by itself: nothing of the engine answers the engine's questions. One line in ten may be
// hidden, one answer in ten "I don't know", one in twenty wrong. Who finds their trouble among none of the options tells it,
// once, in half a dozen words: a person at a telephone does, too.

export interface Noise {
  /** How much of the text the user does not know. */
  readonly hidden: number
  readonly unknown: number
  readonly wrong: number
}

/** What the user has, and what of it has been reported. */
export interface Trouble {
  /** Of the article. */
  readonly text: string
  readonly report: string
  /** The heading of the way out that is meant; `null` where there is one for all. */
  readonly way: string | null
  /** Whether the user tells it in a few words where none of the options is it. */
  readonly canTell: boolean
}

/** What is asked, as `kb diagnose` shows it. */
export interface Asked {
  readonly fact: string
  readonly options: readonly { readonly value: string }[]
  /** Whether words of one's own are an answer, too. */
  readonly isOpen: boolean
}

export class SimulatedUser {
  readonly #random: () => number
  readonly #noise: Noise
  /** Words of each line that is known. */
  readonly #lines: readonly ReadonlySet<string>[]
  /** Of those that tell the trouble: what stands above the way out, and above what else there is to read. */
  readonly #telling: readonly ReadonlySet<string>[]
  /** The product that the user has: one of those the article applies to; `null` where it is hidden. */
  readonly #product: string | null
  /** The heading of the way out that is meant; `null` where there is one for all. */
  readonly #way: string | null
  /** What the user can tell where no option fits; `null` where that is nothing, or has been told. */
  #ownWords: string | null

  constructor({ text, report, way, canTell }: Trouble, noise: Noise, random: () => number) {
    this.#random = random
    this.#noise = noise
    this.#way = way
    const all = text.split('\n')
    const products = productsIn(all)
    const product = products[Math.floor(random() * products.length)] ?? null
    const known = all.filter((line) => line.trim() !== '' && random() >= noise.hidden)
    this.#product = product !== null && random() >= noise.hidden ? product : null
    this.#lines = known.map((line) => new Set(wordsOf(line)))
    this.#ownWords = canTell ? ownWordsIn(known, report, random) : null
    const end = known.findIndex((line) =>
      /^\s*(?:RESOLUTION|WORKAROUND|STATUS|MORE INFORMATION|REFERENCES)\s*$/.test(line),
    )
    this.#telling = end < 0 ? this.#lines : this.#lines.slice(0, end)
  }

  /** The number of an option, how many there are for none of them, a product or a few words, `null` for "I don't know". */
  answer(asked: Asked): number | string | null {
    if (this.#random() < this.#noise.unknown) return null
    const right = this.#rightAnswer(asked)
    if (this.#random() >= this.#noise.wrong) return right
    const others = Array.from({ length: asked.options.length + 1 }, (_, i) => i).filter((i) => i !== right)
    return others[Math.floor(this.#random() * others.length)] ?? null
  }

  #rightAnswer(asked: Asked): number | string | null {
    const values = asked.options.map(({ value }) => value)
    const found = this.#fitting(asked.fact, values)
    if (found !== values.length || !asked.isOpen) return found
    const told = this.#ownWords
    this.#ownWords = null
    return told ?? found
  }

  #fitting(fact: string, values: readonly string[]): number | string | null {
    if (fact === 'product' || fact === 'version') {
      if (this.#product === null) return null
      const found = this.#longest(values, [new Set(wordsOf(this.#product))], 1)
      return found ?? (fact === 'product' ? this.#product.replace(/^-\s*/, '') : values.length)
    }
    if (fact === 'situation') return this.#longest(values, this.#telling, 0.8) ?? values.length
    // a sentence runs over several lines
    if (fact === 'symptoms') return this.#longest(values, this.#passages(), 0.8) ?? values.length
    const lines = this.#way === null ? this.#lines : [new Set(wordsOf(this.#way))]
    return this.#longest(values, lines, 1) ?? values.length
  }

  /** The words of each line and of those that follow it. */
  #passages(): ReadonlySet<string>[] {
    return this.#telling.map((_, i) => new Set(this.#telling.slice(i, i + 4).flatMap((line) => [...line])))
  }

  /** The value of which most words stand in one line, the longest of equals, of these any; at least `share` of them. */
  #longest(values: readonly string[], lines: readonly ReadonlySet<string>[], share: number): number | null {
    let best: { readonly score: number; readonly numbers: number[] } = { score: 0, numbers: [] }
    for (const [number, value] of values.entries()) {
      const words = wordsOf(value)
      const found = Math.max(0, ...lines.map((line) => words.filter((word) => line.has(word)).length))
      if (words.length === 0 || found < share * words.length) continue
      const score = (found / words.length) * 1000 + words.length
      if (score > best.score) best = { score, numbers: [number] }
      else if (score === best.score) best.numbers.push(number)
    }
    return best.numbers[Math.floor(this.#random() * best.numbers.length)] ?? null
  }
}

/** The list below "The information in this article applies to:", else the field of the header. */
function productsIn(lines: readonly string[]): string[] {
  const from = lines.findIndex((line) => /applies to:?\s*$/i.test(line))
  const products: string[] = []
  for (const line of from < 0 ? [] : lines.slice(from + 1)) {
    if (/^\s*-{5}|^\s*={3}/.test(line)) break
    if (/^\s*-\s/.test(line)) products.push(line.trim())
    else if (line.trim() !== '' && products.length > 0) products.push(`${products.pop()!} ${line.trim()}`)
  }
  if (products.length > 0) return products
  const stated = lines.flatMap((line) => /^\s*Product\(s\):\s*(\S.*)$/.exec(line)?.[1] ?? [])
  return stated.filter((product) => product !== 'See article').slice(0, 1)
}

// --- words of their own

const mostOwnWords = 6
/** What comes later tells how to mend it. */
const mostLines = 12
/** Told by nobody. */
const plainWords = new Set(
  'and are been but can cannot does error following for from had has have into message not occur occurs one receive than that the then these this was were when which will with you your'.split(
    ' ',
  ),
)
const endOfPart = /^\s*(?:[A-Z][A-Z ]{3,}\s*$|={5}|-{5}|Additional query words|Keywords)/

/**
 * A few words of what is told under SYMPTOMS, or else SUMMARY, or else below the header: drawn by chance, in their order,
 * none of which the report has. `null` where there are fewer than two.
 */
function ownWordsIn(lines: readonly string[], report: string, random: () => number): string | null {
  const from = beginOfTrouble(lines)
  // the line under a heading belongs to it
  const end = lines.findIndex((line, i) => i > from + 2 && endOfPart.test(line))
  const reported = new Set(wordsOf(report))
  const words = lines
    .slice(from + 1, Math.min(end < 0 ? lines.length : end, from + 1 + mostLines))
    .flatMap(wordsOf)
    .filter((word) => tellsTrouble(word) && !reported.has(word))
  const drawn = Array.from(new Set(words), (word, place) => ({ word, place, order: random() }))
    .sort((a, b) => a.order - b.order)
    .slice(0, mostOwnWords)
    .sort((a, b) => a.place - b.place)
  return drawn.length < 2 ? null : drawn.map(({ word }) => word).join(' ')
}

function tellsTrouble(word: string): boolean {
  return word.length > 2 && /[a-z]/.test(word) && !/^q\d{4}/.test(word) && !plainWords.has(word)
}

/** Of the line before it. */
function beginOfTrouble(lines: readonly string[]): number {
  for (const heading of ['SYMPTOMS', 'SUMMARY']) {
    const at = lines.findIndex((line) => line.trim() === heading)
    if (at >= 0) return at
  }
  const endOfHeader = lines.findLastIndex((line) => /^\s*Last Modified:/.test(line))
  const products = lines.findIndex((line) => /applies to:?\s*$/i.test(line))
  const endOfProducts =
    products < 0 ? -1 : lines.findIndex((line, i) => i > products && /^\s*-{5}/.test(line))
  return Math.max(endOfHeader, endOfProducts)
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+(?:[.:][a-z0-9]+)*/g) ?? []
}
