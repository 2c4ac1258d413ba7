#!/usr/bin/env node
// The file that is run as `kb`.

import module from 'node:module'

// Node 22 and later keep compiled code between runs.
const { enableCompileCache } = module as { enableCompileCache?: () => unknown }
enableCompileCache?.()

const { main } = await import('./main.ts')
process.exitCode = await main(process)
