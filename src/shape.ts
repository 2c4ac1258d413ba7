// How is an object stored without repeating the names of its members?
//
// As JSON, its members in the order of a shape: `{ kind: 'cause', text: 'Dust.' }` is `["cause","Dust."]`. Of some
// ten thousand articles the names alone would be a tenth. What is read back has the shape, or is an error.

import { utf8Of } from './utf8.ts'

/** Of an object its members; in brackets of each item of a list; of anything else what it must be. */
export type Shape = Members | readonly [Members] | Leaf
export interface Members {
  readonly [member: string]: Shape
}
/** With a question mark it may be `null`, and so may each of `texts?`. */
export type Leaf = 'text' | 'text?' | 'number' | 'number?' | 'flag' | 'texts' | 'texts?' | 'span?' | 'json'

export function encodeShaped(value: unknown, shape: Shape): Uint8Array {
  return utf8Of(JSON.stringify(pack(value, shape)))
}

/** `fail` makes the error to throw where the bytes do not have the shape. */
export function decodeShaped(bytes: Uint8Array, shape: Shape, fail: (what: string) => Error): unknown {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    throw fail('has a document that is no JSON')
  }
  return unpack(value, shape, fail)
}

function pack(value: unknown, shape: Shape): unknown {
  if (typeof shape === 'string' || value === null) return value
  if (isList(shape)) return (value as readonly unknown[]).map((item) => pack(item, shape[0]))
  const packed: unknown[] = []
  for (const member in shape)
    packed.push(pack((value as { readonly [member: string]: unknown })[member], shape[member]!))
  return packed
}

function unpack(value: unknown, shape: Shape, fail: (what: string) => Error): unknown {
  if (typeof shape === 'string') {
    if (!fits[shape](value)) throw fail(`has a document with ${shown(value)} where ${shape} belongs`)
    return value
  }
  if (!Array.isArray(value)) throw fail(`has a document with ${shown(value)} where a list belongs`)
  if (isList(shape)) return value.map((item) => unpack(item, shape[0], fail))
  const members = Object.keys(shape)
  if (value.length !== members.length)
    throw fail(`has a document with ${value.length} of ${members.length} members`)
  const object: { [member: string]: unknown } = {}
  for (let i = 0; i < members.length; i++) object[members[i]!] = unpack(value[i], shape[members[i]!]!, fail)
  return object
}

const fits: Readonly<Record<Leaf, (value: unknown) => boolean>> = {
  text: isText,
  'text?': (value) => value === null || isText(value),
  number: Number.isFinite,
  'number?': (value) => value === null || Number.isFinite(value),
  flag: (value) => typeof value === 'boolean',
  texts: (value) => Array.isArray(value) && value.every(isText),
  'texts?': (value) =>
    value === null || (Array.isArray(value) && value.every((item) => item === null || isText(item))),
  'span?': (value) =>
    value === null || (Array.isArray(value) && value.length === 2 && value.every(Number.isFinite)),
  json: () => true,
}

function isText(value: unknown): boolean {
  return typeof value === 'string'
}

function isList(shape: Members | readonly [Members]): shape is readonly [Members] {
  return Array.isArray(shape)
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
