// Which lines of a long report carry the error?
//
// A log of thousands of lines is not a bag of words: what its machines chat about all day would drown the one line that
// matters. Of a report with more than `fewLines` lines those are read that speak of trouble, one of each shape, and what
// stands right beside the first of them; where none does, its beginning and its end.

/** Shorter reports are read whole. */
const fewLines = 60
const mostLines = 40
/** So many have their neighbours read, too. */
const mostInContext = 8

const trouble =
  /\b(?:errors?|err|fail(?:s|ed|ure|ing)?|cannot|can't|can not|could not|couldn't|unable|denied|invalid|exception|fatal|abort(?:s|ed)?|corrupt(?:ed)?|damaged|not found|missing|refused|rejected|timed? ?out|violation|illegal|used by another|in use|busy)\b|\b0x[0-9a-f]{8}\b/i

/** Numbers of the lines that are read, in order; `null` for all of them. Cost: one look at each line. */
export function tellingLines(lines: readonly string[]): ReadonlySet<number> | null {
  if (lines.length <= fewLines) return null
  const shapes = new Set<string>()
  const troubled: number[] = []
  const others: number[] = []
  for (const [number, line] of lines.entries()) {
    const shape = shapeOf(line)
    if (shape === '' || shapes.has(shape)) continue
    shapes.add(shape)
    if (trouble.test(line.slice(0, longestLook))) troubled.push(number)
    else others.push(number)
  }
  if (troubled.length === 0) return new Set(bothEnds(others))
  const beside = troubled.slice(0, mostInContext).flatMap((number) => [number - 1, number, number + 1])
  const chosen = [...bothEnds(troubled), ...beside].filter((number) => number >= 0 && number < lines.length)
  return new Set(chosen.sort((a, b) => a - b))
}

function bothEnds(numbers: readonly number[]): readonly number[] {
  return numbers.length <= mostLines
    ? numbers
    : [...numbers.slice(0, mostLines / 2), ...numbers.slice(-mostLines / 2)]
}

const longestLook = 400

/** Lines that differ in numbers alone say the same. */
function shapeOf(line: string): string {
  return line
    .slice(0, longestLook)
    .replace(/[0-9a-f]*\d[0-9a-f]*/gi, '0')
    .trim()
}
