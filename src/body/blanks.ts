// How does a text read that was printed with more blanks than it needs?

/** Each run of blanks and line ends is one blank. Most texts have no other, and come back as they are. */
export function collapsed(text: string): string {
  return oddBlanks.test(text) ? text.replace(/\s+/g, ' ') : text
}

/** Two blanks in a row, or one that is no space. */
const oddBlanks = /\s\s|[^\S ]/
