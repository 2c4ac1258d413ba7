// Where do the figures of a measurement go?

import { mkdirSync, writeFileSync } from 'node:fs'

/** Prints figures, and writes them to scripts/results/<name>.json, so that a change can be compared with what was. */
export function report(name: string, figures: Readonly<Record<string, unknown>>): void {
  mkdirSync('scripts/results', { recursive: true })
  const text = JSON.stringify(figures, (_, value) => (typeof value === 'number' ? round(value) : value), 2)
  writeFileSync(`scripts/results/${name}.json`, `${text}\n`)
  console.log(text)
}

function round(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(4))
}
