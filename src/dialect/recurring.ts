// Was this very text read before?
//
// What articles print about themselves recurs: of their product lines nine in ten have stood in an article shortly before, of
// their lists of versions nearly as many. A look at a table costs less than reading them.

/** Enough for most of what recurs; whatever articles hold, no more is kept. */
const mostKnown = 4096
/** Longer texts hardly recur, and of those that somebody made up none is kept. */
const longestKnown = 1000

/**
 * `read`, with a memory: a text that is known gives the same value, not a copy, so nobody may change it. When too many are
 * known, all are forgotten.
 */
export function remembering<Value extends object>(read: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>()
  return (text) => {
    if (text.length > longestKnown) return read(text)
    const before = known.get(text)
    if (before !== undefined) return before
    if (known.size === mostKnown) known.clear()
    // A slice alone would keep the whole article in memory for as long as the line.
    const own = ` ${text}`.slice(1)
    const value = read(own)
    known.set(own, value)
    return value
  }
}
