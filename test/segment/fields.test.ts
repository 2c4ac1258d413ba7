import { expect, test } from 'vitest'
import { fieldTexts } from '../../src/segment/fields.ts'
import { articleOf } from '../support/collection.ts'

const message = (text: string) => ({ text, span: [0, 0] as const, form: 'block' as const, section: 0 })

test.each([
  ['its title', { title: 'Jam', messages: [message('Kettle cold')] }, 'Jam'],
  [
    'how its first message begins',
    { messages: [message('Kettle cold. Warm it.'), message('No tea')] },
    'Kettle cold',
  ],
  [
    'its first sentence',
    { symptoms: 'The kettle v1.5 is cold. Nobody knows why.' },
    'The kettle v1.5 is cold',
  ],
  [
    'no more of that than a long title has',
    { symptoms: 'kettle '.repeat(50) },
    'kettle '.repeat(50).slice(0, 100),
  ],
  ['nothing', {}, undefined],
])('an article is called by %s', (_, parts, called) => {
  const article = { ...articleOf('Q1', parts), title: 'title' in parts ? parts.title : null }
  expect(fieldTexts(article).find(({ field }) => field === 0)?.text).toBe(called)
})
