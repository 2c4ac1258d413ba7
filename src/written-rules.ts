// Which rules have authors written, and what do they recognise?

import { compileRules } from './rules/compiler.ts'
import { Matcher } from './rules/matcher.ts'
import { decodeRuleSet } from './rules/rule-set.ts'
import type { Index } from './segment/reader.ts'
import { partOf } from './segment/stored.ts'

/** The rules that authors wrote, ready to be matched; none where the index has no such part. */
export async function openWrittenRules(index: Index): Promise<Matcher> {
  const part = partOf(index, 'rules')
  if (part === null) return new Matcher(compileRules([]))
  return new Matcher(decodeRuleSet(new TextDecoder().decode(await part.read(0, part.length))))
}
