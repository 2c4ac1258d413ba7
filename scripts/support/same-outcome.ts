// Do two articles send whoever has their trouble the same way?
//
// Told from their texts alone: nothing of the engine judges what the engine found. They do where what stands under
// RESOLUTION and WORKAROUND is, word by word, the same: the same steps, the same service pack to get, the same hotfix
// with the same files. Articles without either say nothing that could be the same. Which of the ways out of one article
// is meant is decided where their headings say whom each is for; a heading that says what to do is a method, and
// whoever has one of the methods of their article has their way out.

const wayOut = /^\s*(?:RESOLUTION|WORKAROUND)S?\s*$/
const heading = /^\s*[A-Z][A-Z ]{3,}\s*$|^\s*={20}|^Additional query words/
const fewestWords = 5

export function isSameOutcome(text: string, other: string): boolean {
  const words = wayOutOf(text)
  return words.length >= fewestWords && words.join(' ') === wayOutOf(other).join(' ')
}

function wayOutOf(text: string): string[] {
  let isInside = false
  const lines: string[] = []
  for (const line of text.split('\n')) {
    if (wayOut.test(line)) isInside = true
    else if (heading.test(line)) isInside = false
    else if (isInside) lines.push(line)
  }
  return (
    lines
      .join(' ')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? []
  )
}

const method =
  /^\W*(?:method|option|add|change|configure|copy|delete|disable|enable|install|uninstall|reinstall|remove|rename|repair|replace|restart|run|update|upgrade|use)\b/i

/** Whether the heading of a way out says what to do, and not whom it is for. */
export function isMethod(heading: string): boolean {
  return method.test(heading)
}
