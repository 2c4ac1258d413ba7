#!/usr/bin/env node
// The file that is run as `kb`.

import module from 'node:module'
import { main } from './main.ts'

// Node 22 and later keep the compiled code of whatever is loaded from here on.
const { enableCompileCache } = module as { enableCompileCache?: () => unknown }
enableCompileCache?.()

process.exitCode = await main(process)
