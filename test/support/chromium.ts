// Is there a Chromium to open pages with? Debian's is enough; nothing is downloaded.

import { existsSync } from 'node:fs'

const places = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

/** `null` where there is none: tests say then that they are skipped for that reason. */
export const chromiumPath: string | null =
  places.find((path) => path !== undefined && existsSync(path)) ?? null
