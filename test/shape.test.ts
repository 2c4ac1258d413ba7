import { describe, expect, test } from 'vitest'
import { decodeShaped, encodeShaped, type Shape } from '../src/shape.ts'

const part: Shape = {
  name: 'text',
  note: 'text?',
  count: 'number',
  isOld: 'flag',
  labels: 'texts',
  span: 'span?',
  made: { year: 'number?' },
}
const screw = {
  name: 'screw',
  note: null,
  count: 4,
  isOld: false,
  labels: ['iron', 'M4'],
  span: [3, 8],
  made: { year: null },
}
const fail = (what: string): Error => new Error(`it ${what}`)
const read = (text: string, shape: Shape): unknown =>
  decodeShaped(new TextEncoder().encode(text), shape, fail)

describe('an object with a shape', () => {
  test('is stored without the names of its members', () => {
    const text = encodeShaped([screw], [part])
    expect(text).toBe('[["screw",null,4,false,["iron","M4"],[3,8],[null]]]')
    expect(read(text, [part])).toEqual([screw])
  })

  test('leaves out what is not in its shape', () => {
    expect(read(encodeShaped({ ...screw, price: 1 }, part), part)).toEqual(screw)
  })
})

describe('bytes without the shape are an error that says what was found', () => {
  test.each<[string, Shape, string]>([
    ['[', 'text', 'it has a document that is no JSON'],
    ['{"a":1}', { a: 'number' }, 'it has a document with {"a":1} where a list belongs'],
    ['[1,2]', { a: 'number' }, 'it has a document with 2 of 1 members'],
    ['["x"]', { a: 'number' }, 'it has a document with "x" where number belongs'],
    ['[null]', { a: 'text' }, 'it has a document with null where text belongs'],
    ['[["x",1]]', { a: 'texts' }, 'it has a document with ["x",1] where texts belongs'],
    ['[[1]]', { a: 'span?' }, 'it has a document with [1] where span? belongs'],
    ['["x"]', [{ a: 'text' }], 'it has a document with "x" where a list belongs'],
  ])('%s', (text, shape, message) => {
    expect(() => read(text, shape)).toThrow(message)
  })
})
