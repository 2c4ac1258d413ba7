// Which kb is this?

import { readFileSync } from 'node:fs'

/** In the package this file's folder lies two levels deeper than in the source. */
const packageFile = import.meta.url.endsWith('.ts') ? '../../package.json' : '../../../package.json'

export const version: string = JSON.parse(readFileSync(new URL(packageFile, import.meta.url), 'utf8')).version
