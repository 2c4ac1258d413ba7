// How is a list made of another one, so that it has no holes?

/**
 * What `list.map(make)` gives, in a list that the engine knows to have no holes. Where it has optimised `map`, its lists may
 * have some: with the first of them everything that reads such lists is compiled once more, and compiling is half of
 * what the first thousands of articles cost.
 */
export function packedMap<From, To>(list: readonly From[], make: (one: From) => To): To[] {
  const made: To[] = []
  for (const one of list) made.push(make(one))
  return made
}
