#!/usr/bin/env node
// How does the command line start without compiling it anew each time?
//
// Node 22 and later keep what they have compiled by themselves. For Node 20 there lies beside each part in `parts/` what
// V8 had made of it when the package was built; another V8 refuses that, and compiles. That takes a loader of its own.
// Two files for each of twenty parts take longer to read than what is in them, so the parts that a first question loads
// lie there once more, in two bundles:
//
//     looking-up.bundle    ({ 'kb.js': function (exports, require, ...) {...}, ..., 'asking-….js': 'answering.bundle' })
//     answering.bundle     ({ 'asking-….js': function (exports, require, ...) {...}, ... })

const { existsSync, readFileSync } = require('node:fs')
const { enableCompileCache } = require('node:module')
const { join } = require('node:path')
const { setFlagsFromString } = require('node:v8')
const { Script } = require('node:vm')

// What V8 had made of Node's own modules is refused, too, once a flag is set: these are loaded before.
require('node:zlib')
require('node:util').parseArgs

const isBuild = process.argv[2] === 'build'
const engine = Number.parseInt(process.versions.v8, 10)

// A question is answered before optimised code could pay for itself, and the compiler works beside it on the other core:
// functions are optimised after forty times the usual work. The code that is made at once, and quickly, always pays: it
// does not wait until there is enough for a batch. A build, which reads thousands of articles, would be a tenth slower
// for it. Later V8s have no such flag.
if (engine === 11 && !isBuild)
  setFlagsFromString('--interrupt-budget=3000000 --no-baseline-batch-compilation')

// A build keeps every processor busy, so whatever V8 does beside its threads is time that they lack, and each thread has
// it done for its own. What is called once an article is not worth the last tier of the compiler, nor are large functions
// worth putting together. What is old to the collector is little, and waits until there is more. A tenth of all is saved.
if ((engine === 13 || engine === 14) && isBuild)
  setFlagsFromString(
    '--invocation-count-for-turbofan=30000 --max-inlined-bytecode-size-cumulative=300 --no-parallel-scavenge --initial-old-space-size=60',
  )

const parts = join(__dirname, 'parts')
/** By the name of a part: what runs it, or the bundle in which it comes with others that are loaded when it is. */
const known = {}
const modules = new Map()
const scripts = new Map()

function load(name) {
  const loaded = modules.get(name)
  if (loaded !== undefined) return loaded.exports
  const module = { exports: {} }
  modules.set(name, module)
  const requirePart = (other) => (other.startsWith('./') ? load(other.slice(2)) : require(other))
  partOf(name)(module.exports, requirePart, module, join(parts, name), parts)
  return module.exports
}

function partOf(name) {
  if (typeof known[name] === 'string') openBundle(known[name])
  return (
    known[name] ??
    compile(name, `(function (exports, require, module, __filename, __dirname) {${textOf(name)}\n})`)
  )
}

function openBundle(name) {
  Object.assign(known, compile(name, textOf(name)))
}

/** Parts are ASCII: to decode half a megabyte of UTF-8 would take two milliseconds. */
function textOf(name) {
  return readFileSync(join(parts, name), 'latin1')
}

function compile(name, text) {
  const filename = join(parts, name)
  const script = new Script(text, { filename, cachedData: compiled(filename) })
  scripts.set(name, script)
  return script.runInThisContext()
}

function compiled(file) {
  try {
    return readFileSync(`${file}.compiled`)
  } catch {
    return undefined
  }
}

/** Where there is one: it is made where it is of use. */
const firstBundle = 'looking-up.bundle'
const entry = 'kb.js'
if (enableCompileCache === undefined) {
  if (existsSync(join(parts, firstBundle))) openBundle(firstBundle)
  load(entry)
} else {
  enableCompileCache()
  require(join(parts, entry))
}

/** For whoever builds the package: runs another command line, and gives what was compiled for it, by name. */
module.exports = {
  scripts,
  runAgain() {
    modules.delete(entry)
    load(entry)
  },
}
