// Which English words are in every text, and so tell none apart?

/**
 * Articles, pronouns, auxiliaries, conjunctions and prepositions; with the apostrophe of contractions dropped, as the
 * analyzer drops it. Words that tell an error from a success stay searchable: *no, not, off, out, cannot, fails*.
 */
export const stopWords: ReadonlySet<string> = new Set(
  `a about after again all also am an and any are arent as at be because been before being between both but by
  can could did didnt do does doesnt doing dont each for from further had has have having he her here hers him his how
  i if im in into is isnt it its itself ive just me more most my myself of on once only or other our ours own
  same she should so some such than that thats the their theirs them themselves then there these they this those through to
  too under until up very was wasnt we were what when where which while who whom whose why will with would you your
  yours yourself`.split(/\s+/),
)
