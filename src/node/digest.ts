// What does Node hash with? Apart from what questions load: the module alone costs them milliseconds.

import { createHash, hash } from 'node:crypto'
import type { CreateDigest } from '../segment/digest.ts'

/** Node's own SHA-256. */
export const digest: CreateDigest = () => {
  const hash = createHash('sha256')
  return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest('hex') }
}

/** Of some bytes alone: quicker. */
export function sha256Of(bytes: Uint8Array): string {
  return hash('sha256', bytes)
}
