// What do the words of an "applies to" line say: which product, which versions?
//
//     Microsoft Exchange Server, versions 4.0, 5.0, 5.5 SP4     a comma is no separator: versions have their own
//     Microsoft BackOffice Server 4.0                           the word "version" is often missing
//     Microsoft Outlook 97                                      a year is part of the name

export interface ProductLineWords {
  readonly name: string
  readonly versions: readonly string[]
}

const qualifier =
  /,? (?:used with|on platform\(s\)|included with|running on|on the following platforms?)\s*:?$/i
const versionWords = /,?\s+\(?(?:versions?|ver\.|(?<!service )release|v\.?)\s+(?=\d|[a-z]?\d|all\b)/i
const bareVersions =
  /,?\s+((?:\d+\.\d[\w.]*|\d+\.x)(?: ?(?:SP|SR|Service Pack|Service Release)[ -]?\d\w*)?(?:,? (?:and |or )?(?:\d+\.\d[\w.]*|\d+\.x|(?:SP|SR|Service Pack|Service Release)[ -]?\d\w*))*)$/i

/** The line as one would say it: without the words that only lead to the lines below it. */
export function spokenProduct(text: string): string {
  return text.replace(qualifier, '').replace(/[:,\s]+$/, '')
}

/** Reads one line, its bullet removed. Without any version the list is empty and the line is the name. */
export function readProductLine(text: string): ProductLineWords {
  const line = spokenProduct(text)
  const words = versionWords.exec(line)
  if (words !== null) {
    const rest = line.slice(words.index + words[0].length)
    const list = /^[^()]*?(?=\s+(?:for|on|with|running|under)\b|\s*[()]|$)/i.exec(rest)?.[0] ?? rest
    const after = rest
      .slice(list.length)
      .replace(/^[)\s]+/, '')
      .trim()
    const name = line.slice(0, words.index)
    return {
      name: after === '' || after.startsWith('(') ? name : `${name} ${after}`,
      versions: splitVersions(list),
    }
  }
  const bare = bareVersions.exec(line)
  if (bare !== null) return { name: line.slice(0, bare.index), versions: splitVersions(bare[1]!) }
  return { name: line, versions: [] }
}

function splitVersions(list: string): string[] {
  return list
    .split(/\s*(?:,|;|\band\b|\bor\b|&)\s*/i)
    .map((version) => version.trim())
    .filter((version) => version !== '')
}
