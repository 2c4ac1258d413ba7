import { describe, expect, test } from 'vitest'
import { findCodes } from '../src/codes/notation.ts'
import { namedCodes } from '../src/named-codes.ts'
import { articleOf, openArticles } from './support/collection.ts'

describe('the codes that a report names', async () => {
  const index = await openArticles([
    articleOf('A1', { symptoms: 'The queue fails with 0xC00E0044.' }),
    articleOf('A2', { symptoms: 'Access is denied (80070005).' }),
    articleOf('A3', { symptoms: 'The compiler says error C2065.' }),
  ])
  const ask = async (text: string) => {
    const named = await namedCodes(text, findCodes(text), index)
    return (
      named && { code: text.slice(named.first.from, named.first.to), documents: [...named.documents].sort() }
    )
  }

  test.each([
    ['the queue fails: error C00E0044', 'C00E0044', [0]],
    ['it returned -2147024891', '-2147024891', [1]],
    ['E_ACCESSDENIED', 'E_ACCESSDENIED', [1]],
    ['a.cpp(3) : error C2065', 'C2065', [2]],
    ['hr = 0x80070005, then error 0xC00E0044', '0x80070005', [0, 1]],
  ])('%s: those that speak of it, in any notation', async (text, code, documents) => {
    expect(await ask(text)).toEqual({ code, documents })
  })

  test('nobody has one that is called a code', async () => {
    expect(await ask('MSMQ error 0xC00E0003')).toEqual({ code: '0xC00E0003', documents: [] })
  })

  test.each([
    ['an address', 'memory at 0x80012345 could not be read'],
    ['a bare number, which may be many things', 'error 5'],
    ['a warning of a compiler', 'warning C4135: conversion'],
    ['words alone', 'the queue fails'],
  ])('%s is none', async (_, text) => {
    expect(await ask(text)).toBeNull()
  })

  test('a log with many is not about all of them', async () => {
    const codes = Array.from({ length: 9 }, (_, i) => `error 0x8007000${i}`)
    expect(await ask(codes.join('\n'))).toBeNull()
  })
})
