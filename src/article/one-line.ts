// How does a text look in one line?

/** Runs of blanks and line ends are one blank each, and none stands at the ends. Single blanks stay where they are. */
export function oneLine(text: string): string {
  return text.replace(/[^\S ]\s*| \s+/g, ' ').trim()
}
