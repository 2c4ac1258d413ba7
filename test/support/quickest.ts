// How long does this take at best?

/**
 * Milliseconds of the quickest of a few runs, ended once one is within `limit`. On a busy machine a single run says more
 * about its neighbours than about the code, so time spent waiting for a processor does not count.
 */
export function quickest(limit: number, run: () => void): number {
  let best = Number.POSITIVE_INFINITY
  for (let attempt = 0; attempt < 4 && best > limit; attempt++) {
    const start = performance.now()
    const used = process.cpuUsage()
    run()
    const { user, system } = process.cpuUsage(used)
    best = Math.min(best, performance.now() - start, (user + system) / 1000)
  }
  return best
}
