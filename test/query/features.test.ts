import { expect, test } from 'vitest'
import { findCandidates } from '../../src/query/candidates.ts'
import { features, featuresOf } from '../../src/query/features.ts'
import { articleOf, openArticles } from '../support/collection.ts'

const index = await openArticles([
  articleOf('Q1', {
    title: 'Jam',
    messages: [
      { text: 'Cellar door stuck. Fetch the plumber.', span: [0, 0], form: 'block', section: 0 },
      { text: 'Kettle cold', span: [0, 0], form: 'block', section: 0 },
    ],
  }),
  articleOf('Q2', { title: 'Cellar plumber', symptoms: 'The door of a kettle is stuck. It is cold.' }),
])

/** By id of the article. */
async function valuesOf(report: string, name: string, asked = index): Promise<Record<string, number>> {
  const { reading, candidates } = await findCandidates(report, {}, asked, 10)
  const values = featuresOf(reading, candidates)
  const place = features.findIndex((feature) => feature.name === name)
  const ids = await Promise.all(candidates.map(async ({ doc }) => (await asked.display(doc)).id!))
  return Object.fromEntries(ids.map((id, i) => [id, values[i]![place]!]))
}

test.each([
  ['a report that is the beginning of a message is all of it', 'Cellar door stuck', 1, 0],
  ['a message that is a line of a report is all of it', 'Monday\nKettle cold\nplumber away, door open', 1, 0],
  ['words in another order quote little', 'cold kettle', 0.5, 0],
])('%s', async (_, report, quoting, other) => {
  const { Q1, Q2 } = await valuesOf(report, 'message quoted')
  expect(Q1).toBeCloseTo(quoting, 1)
  expect(Q2).toBe(other)
})

test('one message covers so much of a report as it says of its words', async () => {
  expect((await valuesOf('stuck door, cellar', 'message covers')).Q1).toBe(1)
  expect((await valuesOf('kettle door', 'message covers')).Q1).toBeCloseTo(0.5, 1)
})

test('a report that begins as a message does has begun it, and one that goes on has more of it', async () => {
  expect((await valuesOf('Cellar door stuck', 'message begun')).Q1).toBe(1)
  expect((await valuesOf('stuck: fetch the plumber', 'message begun')).Q1).toBe(0)
  expect((await valuesOf('cellar door of the kettle', 'message begun')).Q1).toBeLessThan(1)
})

test('what report and article say side by side tells the more, the fewer other articles have it', async () => {
  const cellars = await openArticles([
    articleOf('Q1', { title: 'Jam', symptoms: 'The cellar door is stuck.' }),
    articleOf('Q2', { title: 'Jam', symptoms: 'The cellar door is open.' }),
    articleOf('Q3', { title: 'Jam', symptoms: 'The door of the cellar.' }),
  ])
  const [inOne, inTwo, inThree] = [Math.log(4 / 1.5), Math.log(4 / 2.5), Math.log(4 / 3.5)]
  const report = 'cellar door stuck'
  const pairs = await valuesOf(report, 'telling pairs', cellars)
  expect(pairs.Q1).toBeCloseTo(inOne + inTwo)
  expect(pairs.Q2).toBeCloseTo(inTwo)
  expect(pairs.Q3).toBe(0)
  expect((await valuesOf(report, 'telling near', cellars)).Q3).toBeCloseTo(inThree)
  expect((await valuesOf(report, 'telling triple', cellars)).Q1).toBeCloseTo(inOne)
})

test('what an article says in other words counts where it does not say it in those of the report', async () => {
  const kettles = await openArticles([
    articleOf('Q1', { title: 'Kettle', symptoms: 'The image is wrong. Delete the lid.' }),
    articleOf('Q2', { title: 'Kettle', symptoms: 'The photo is wrong. Erase the lid.' }),
  ])
  const { Q1, Q2 } = await valuesOf('erase the photo of the kettle', 'kindred in bits', kettles)
  expect(Q1).toBeGreaterThan(0)
  expect(Q2).toBe(0)
})
