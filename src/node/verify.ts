// Is the index in this folder sound?

import { english } from '../analysis/analyzer.ts'
import { decodeRuleSet } from '../rules/rule-set.ts'
import { decodeStoredCard } from '../rules/stored-card.ts'
import { decodeText } from '../segment/bytes.ts'
import { type VerifyProgress, type VerifyReport, verifyIndex } from '../segment/verify.ts'
import { digest } from './digest.ts'
import { inflate, openFolder } from './index-files.ts'
import { decodeSources } from './sources.ts'

/**
 * Reads all of an index and checks it, see `segment/verify.ts`. Rejects with E0301 (no index), E0302 (its manifest is
 * damaged), E0303 (another version), E0304 (not readable); other damage is in `problems`.
 */
export async function verifyFolder(
  folder: string,
  progress?: (progress: VerifyProgress) => void,
): Promise<VerifyReport> {
  const { read, close } = openFolder(folder)
  try {
    return await verifyIndex({
      read,
      inflate,
      digest,
      analyzer: english.name,
      idOfCard: (item, fail) => decodeStoredCard(item, fail).card?.id ?? null,
      checkPart: async (name, bytes, fail) => {
        if (name === 'rules') decodeRuleSet(decodeText(bytes))
        if (name === 'sources') await decodeSources(bytes, inflate, fail)
      },
      ...(progress !== undefined && { progress }),
    })
  } finally {
    close()
  }
}
