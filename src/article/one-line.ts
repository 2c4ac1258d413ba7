// How does a text read that was printed with more blanks than it needs?

/** Each run of blanks and line ends is one blank. Single blanks stay where they are: most texts come back as they are. */
export function collapsed(text: string): string {
  return text.replace(/[^\S ]\s*| \s+/g, ' ')
}

/** The same without blanks at the ends. */
export function oneLine(text: string): string {
  return collapsed(text).trim()
}
