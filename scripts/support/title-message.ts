// Which error message does the title of an article quote?
//
//     Tool Err Msg: Cannot Open the Cellar...     Cannot Open the Cellar
//     FIX: "Cellar Is Full" Error on Startup      Cellar Is Full

/** "Error Message: In the Cellar" quotes none, nor does "Error Message: Opening the Cellar". */
const tells =
  /^(?:on|in|when|with|using|after|from|for|while|if|during|by|at|to|and|or|is|are|does|may|associated|occurs?|appears?|if|about|returned|because|due|contains?|\w+ing)\b/i

/** `null` where it quotes none of at least three words. */
export function titleMessage(title: string): string | null {
  if (!/\b(?:err|error|errmsg|msg|message|warning|stop|fails?|fatal)/i.test(title)) return null
  const marked = /\b(?:err(?:or)?[ .]*(?:msg|message)s?|errmsg|stop msg)\b\.?:\s+(.+)$/i.exec(title)?.[1]
  const quoted = /["“]([^"“”]{8,})["”]/.exec(title)?.[1]
  const message = (quoted ?? marked ?? '').replace(/^["“]|["”.…,]+$/g, '').trim()
  const words = message.match(/[a-z]{2,}/gi) ?? []
  return words.length < 3 || tells.test(message) ? null : message
}

/** In this order articles are taken, so that those taken last for one purpose are never those taken first for another. */
export function byChance<T extends { readonly id: string }>(articles: readonly T[], seed: string): T[] {
  const placed = articles.map((article) => ({ article, hash: hashOf(`${seed} ${article.id}`) }))
  placed.sort((a, b) => a.hash - b.hash || (a.article.id < b.article.id ? -1 : 1))
  return placed.map(({ article }) => article)
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0
  return hash
}
