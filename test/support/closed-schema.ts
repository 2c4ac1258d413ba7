// Does a value have exactly the fields that its schema describes?
//
// What we publish allows further fields, so that they can be added. In our own tests a field that nobody described is a
// mistake, and so is a described one that nothing gives.

import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'

export function compileClosed(schema: object): ValidateFunction {
  return new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(closed(schema) as object)
}

function closed(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(closed)
  if (typeof part !== 'object' || part === null) return part
  const inner = Object.fromEntries(Object.entries(part).map(([name, value]) => [name, closed(value)]))
  return 'properties' in inner && 'type' in inner ? { additionalProperties: false, ...inner } : inner
}
