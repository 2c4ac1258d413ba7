// What the process gives the command line, and gets back: `start.cjs` runs this.

import { main, type World } from './main.ts'
import { openSink, openSource } from './stdio.ts'

const world: World = {
  argv: process.argv,
  env: process.env,
  get stdin() {
    return openSource(0, () => process.stdin)
  },
  stdout: openSink(1, () => process.stdout),
  get stderr() {
    return openSink(2, () => process.stderr)
  },
  on: (event, listener) => process.on(event, listener),
  exit: (code) => process.exit(code),
}

// Everything is written: an event loop that ends by itself tidies up the memory first.
main(world).then((code) => process.exit(code))
