#!/usr/bin/env node
// How does the command line start without compiling it anew each time?
//
// Node 22 and later keep what they have compiled by themselves. For Node 20 there lies beside each part in `parts/` what
// V8 had made of it when the package was built; another V8 refuses that, and compiles. That takes a loader of its own.

const { readFileSync } = require('node:fs')
const { enableCompileCache } = require('node:module')
const { dirname, join } = require('node:path')
const { setFlagsFromString } = require('node:v8')
const { Script } = require('node:vm')

// A question is answered before optimised code could pay for itself, and the compiler works beside it on the other core:
// functions are optimised after twenty times the usual work. What runs for seconds does not notice. Later V8s have no
// such flag.
if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=3000000')

const modules = new Map()
const scripts = new Map()

function load(file) {
  const known = modules.get(file)
  if (known !== undefined) return known.exports
  const module = { exports: {} }
  modules.set(file, module)
  const folder = dirname(file)
  const requirePart = (name) => (name.startsWith('.') ? load(join(folder, name)) : require(name))
  compile(file).runInThisContext()(module.exports, requirePart, module, file, folder)
  return module.exports
}

function compile(file) {
  const code = `(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'utf8')}\n})`
  const script = new Script(code, { filename: file, cachedData: compiled(file) })
  scripts.set(file, script)
  return script
}

function compiled(file) {
  try {
    return readFileSync(`${file}.compiled`)
  } catch {
    return undefined
  }
}

const entry = join(__dirname, 'parts', 'kb.js')
if (enableCompileCache === undefined) load(entry)
else {
  enableCompileCache()
  require(entry)
}

/** For whoever builds the package: runs another command line, and gives what was compiled for it. */
module.exports = {
  scripts,
  runAgain() {
    modules.delete(entry)
    load(entry)
  },
}
