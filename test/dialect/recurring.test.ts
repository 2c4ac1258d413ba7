import { expect, test } from 'vitest'
import { remembering } from '../../src/dialect/recurring.ts'

test('a text is read once', () => {
  const asked: string[] = []
  const lengthOf = remembering((text) => {
    asked.push(text)
    return { length: text.length }
  })
  const first = lengthOf('tape')
  expect(first).toEqual({ length: 4 })
  expect(lengthOf('tape')).toBe(first)
  expect(lengthOf('')).toEqual({ length: 0 })
  expect(asked).toEqual(['tape', ''])
})

test('of too many texts all are forgotten, and read again', () => {
  let asked = 0
  const read = remembering((text) => {
    asked++
    return { text }
  })
  for (let i = 0; i < 5000; i++) expect(read(`tape ${i}`)).toEqual({ text: `tape ${i}` })
  expect(asked).toBe(5000)
  expect(read('tape 0')).toEqual({ text: 'tape 0' })
  expect(asked).toBe(5001)
})

test('a long text is not kept', () => {
  let asked = 0
  const read = remembering((text) => {
    asked++
    return { length: text.length }
  })
  const long = 'tape'.repeat(300)
  expect([read(long), read(long)]).toEqual([{ length: 1200 }, { length: 1200 }])
  expect(asked).toBe(2)
})
