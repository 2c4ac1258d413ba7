// How is an object stored without repeating the names of its members?
//
// As JSON, its members in the order of a shape: `{ kind: 'cause', text: 'Dust.' }` is `["cause","Dust."]`. Of some
// ten thousand articles the names alone would be a tenth. What is read back has the shape, or is an error.

/** Of an object its members; in brackets of each item of a list; of anything else what it must be. */
export type Shape = Members | readonly [Members] | Leaf
export interface Members {
  readonly [member: string]: Shape
}
/** With a question mark it may be `null`, and so may each of `texts?`. */
export type Leaf = 'text' | 'text?' | 'number' | 'number?' | 'flag' | 'texts' | 'texts?' | 'span?' | 'json'

/** The text that is to be stored in UTF-8. */
export function encodeShaped(value: unknown, shape: Shape): string {
  return JSON.stringify(pack(value, planOf(shape)))
}

const decoder = new TextDecoder()

/** `fail` makes the error to throw where the bytes do not have the shape. */
export function decodeShaped(bytes: Uint8Array, shape: Shape, fail: (what: string) => Error): unknown {
  let value: unknown
  try {
    value = JSON.parse(decoder.decode(bytes))
  } catch {
    throw fail('has a document that is no JSON')
  }
  return unpack(value, shape, fail)
}

/** A shape as it is gone through for each of many values; `null` for what stays as it is. */
type Plan = MembersPlan | ItemsPlan | null
interface MembersPlan {
  readonly names: readonly string[]
  readonly plans: readonly Plan[]
}
interface ItemsPlan {
  readonly names: null
  readonly plans: readonly [Plan]
}

const plans = new WeakMap<object, Plan>()

function planOf(shape: Shape): Plan {
  if (typeof shape === 'string') return null
  const known = plans.get(shape)
  if (known !== undefined) return known
  const plan = makePlan(shape)
  plans.set(shape, plan)
  return plan
}

function makePlan(shape: Exclude<Shape, Leaf>): Plan {
  if (isList(shape)) return { names: null, plans: [planOf(shape[0])] }
  const names = Object.keys(shape)
  return { names, plans: names.map((name) => planOf(shape[name]!)) }
}

function pack(value: unknown, plan: Plan): unknown {
  if (plan === null || value === null) return value
  const packed: unknown[] = []
  if (plan.names === null) {
    const items = value as readonly unknown[]
    for (let i = 0; i < items.length; i++) packed.push(pack(items[i], plan.plans[0]))
    return packed
  }
  const { names, plans } = plan
  const object = value as { readonly [member: string]: unknown }
  for (let i = 0; i < names.length; i++) packed.push(pack(object[names[i]!], plans[i]!))
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
