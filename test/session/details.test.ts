import { expect, test } from 'vitest'
import { articleOf as storedArticle } from '../../src/segment/stored.ts'
import { detailsOf, namesIn } from '../../src/session/details.ts'
import { articleOf, openArticles } from '../support/collection.ts'

test.each([
  ['WINWORD caused an invalid page fault in module MSO97.DLL', { file: ['mso97.dll'], source: [], code: [] }],
  ['error 0x80070005 from C:\\x\\setup.exe', { file: ['setup.exe'], source: [], code: ['0x80070005'] }],
  ['Event ID: 7000 Source: W3SVC', { source: ['W3SVC'] }],
  ['system error 5', { code: [] }],
  ['nothing that has a name', { file: [], source: [], code: [] }],
])('the names in "%s"', (text, names) => {
  expect(namesIn(text)).toMatchObject(names)
})

test('the sentence that tells what happens leaves out the fence of what it quotes', async () => {
  const index = await openArticles([
    articleOf('A', { symptoms: 'The label spooler says this:\n\n```text\nNo labels are left.\n```' }),
  ])
  const record = (await storedArticle(index, 'A'))!
  expect(detailsOf(record).symptom).toBe('The label spooler says this')
})
