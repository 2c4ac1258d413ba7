// Which known name did the user mean?

/** "did you mean ...?", or `null` where no candidate is close. Loads the fuzzy search only when it is called. */
export async function didYouMean(given: string, candidates: readonly string[]): Promise<string | null> {
  const { default: Fuse } = await import('fuse.js')
  const best = new Fuse(candidates, { threshold: 0.4, includeScore: true }).search(given)[0]
  return best === undefined ? null : `did you mean ${best.item}?`
}
