// Which code has this name, and which names has this code?
//
//     E_ACCESSDENIED ↔ hresult 0x80070005 ↔ MAPI_E_NO_ACCESS

import { type Code, type CodeFamily, codeKey, hexadecimal } from './code.ts'
import { nameTables } from './names.ts'

/** Most names have one code; a few mean one thing in two families. Empty where the name is not known. */
export function codesNamed(name: string): readonly Code[] {
  return symbols().byName.get(name) ?? []
}

/** Whether a name ends as those of failures do (`E_FAIL`, `DB_E_NOTFOUND`). */
export const isFailure = /(?:^|_)E_[A-Z]/

/** The names of the system first; empty where none is known. */
export function namesOf(code: Code): readonly string[] {
  return symbols().byCode.get(codeKey(code)) ?? []
}

export function allNames(): string[] {
  return [...symbols().byName.keys()]
}

interface Symbols {
  readonly byName: ReadonlyMap<string, readonly Code[]>
  /** By key. */
  readonly byCode: ReadonlyMap<string, readonly string[]>
}

let read: Symbols | null = null

/** Read when the first name is looked up, which most reports never ask for: some milliseconds. */
function symbols(): Symbols {
  return (read ??= readTables())
}

function readTables(): Symbols {
  const byName = new Map<string, Code[]>()
  const byCode = new Map<string, readonly string[]>()
  for (const { family, radix, lines } of nameTables) {
    for (const row of lines.flatMap((line) => line.split('|'))) {
      const [printed, ...names] = row.split(' ')
      const code = { family, value: valueIn(family, Number.parseInt(printed!, radix)) }
      byCode.set(codeKey(code), names)
      for (const name of names) byName.set(name, [...(byName.get(name) ?? []), code])
    }
  }
  return { byName, byCode }
}

function valueIn(family: CodeFamily, number: number): string {
  return family === 'win32' || family === 'ras' ? String(number) : hexadecimal(number)
}
