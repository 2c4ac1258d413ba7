// What does the user say of the situation, besides the report?

import type { Question } from '../answer.ts'
import { KbError } from '../errors.ts'
import type { Call, Options } from './command.ts'

export const situationOptions = {
  product: { value: 'NAME', about: 'what the report is about, as people call it' },
  version: { value: 'V', about: 'its version' },
  fact: { value: 'NAME=VALUE', about: 'something else that is known: edition=nfr; may repeat' },
} as const satisfies Options

/** Throws E0101 for a `--fact` that is none. */
export function knownOf({ options }: Pick<Call, 'options'>): Pick<Question, 'product' | 'version' | 'facts'> {
  const facts: Record<string, string> = {}
  for (const given of options.all('fact')) {
    const [, name, value] = /^([^=]+)=(.+)$/s.exec(given) ?? []
    if (name === undefined || value === undefined)
      throw new KbError('E0101', `--fact is "${given}"`, {
        help: 'write it as name=value, for example --fact edition=nfr',
      })
    facts[name.trim()] = value.trim()
  }
  const { product, version, ...others } = facts
  return {
    product: options.one('product') ?? product ?? null,
    version: options.one('version') ?? version ?? null,
    facts: others,
  }
}
