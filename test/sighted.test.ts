import { afterAll, describe, expect, test } from 'vitest'
import { openKnowledgeBase, scan } from '../src/node.ts'
import type { GivenFacts } from '../src/rules/fact.ts'
import type { ScanEvent, ScanMatch } from '../src/scanning.ts'
import { temporaryFolder, writeFiles } from './support/folder.ts'

/** `rule`: what stands under `when` and beside it, indented by four. */
const article = (id: string, product: string, rule: string): string =>
  `---\nkb: ${id}\ntitle: Trouble ${id}\nproducts: [${product}]\nrules:\n  - id: r\n${rule}    outcome:\n      type: steps\n      cause: The roll is empty.\n      steps:\n        - Put a new roll in.\n---\n\n## Symptoms\n\nWords.\n`

const message = (text: string): string => `    when:\n      any:\n        - message: "${text}"\n`

const index = temporaryFolder(afterAll)
writeFiles(index, {
  'unless-message.md': article(
    'Q1',
    'Label Printer 97',
    `${message('The frobnicator could not quiesce the spindle')}    unless:\n      - message: The spindle was removed by the janitor\n`,
  ),
  'unless-product.md': article(
    'Q2',
    'Label Printer 97',
    `${message('Widget reconciliation aborted unexpectedly by supervisor')}    unless:\n      - product: [Exchange Server]\n`,
  ),
  'required.md': article(
    'Q3',
    'Label Printer 97',
    `${message('The gadget magazine overflowed its hopper')}    facts:\n      role: { any: [primary], required: true }\n`,
  ),
  'all.md': article(
    'Q4',
    'Label Printer 97',
    '    when:\n      all:\n        - message: The drum ledger is unbalanced\n        - event: { id: 4711, source: Widget Spooler }\n        - code: 0x80070005\n',
  ),
  'short.md': article('Q5', 'Visual Basic 4.0', message('Printer failed')),
  'twice-a.md': article(
    'Q6',
    'Exchange Server 5.5',
    message('The ribbon cartridge escaped from its carriage'),
  ),
  'twice-b.md': article('Q7', 'SQL Server 7.0', message('The ribbon cartridge escaped from its carriage')),
})

/** What is told of each article that is seen. */
async function told(log: string, facts: GivenFacts = {}): Promise<Record<string, 'certain' | 'clue'>> {
  const events: ScanEvent[] = []
  const bytes = async function* (): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(log)
  }
  for await (const event of scan(bytes(), index, { facts })) events.push(event)
  const matches = events.filter((event): event is ScanMatch => event.type === 'match')
  return Object.fromEntries(matches.map(({ article, answered }) => [article, answered ? 'certain' : 'clue']))
}

const spindle = '12:00:01 ERROR The frobnicator could not quiesce the spindle'
const widget = 'Widget reconciliation aborted unexpectedly by supervisor'
const gadget = 'The gadget magazine overflowed its hopper'
const ribbon = 'The ribbon cartridge escaped from its carriage'
const drum = 'The drum ledger is unbalanced'
const other = (lines: number): string => Array(lines).fill('12:00:02 INFO all is well').join('\n')

describe('a rule of an author, where its message was seen in a log', () => {
  test.each<[what: string, log: string, facts: GivenFacts, expected: Record<string, string>]>([
    ['holds where nothing speaks against it', spindle, {}, { Q1: 'certain' }],
    [
      'does not hold beside a message that excludes it',
      `${spindle}\nThe spindle was removed by the janitor`,
      {},
      {},
    ],
    [
      'nor where that stands before it',
      `The spindle was removed by the janitor\n${other(10)}\n${spindle}`,
      {},
      {},
    ],
    [
      'holds where that stands farther away',
      `The spindle was removed by the janitor\n${other(25)}\n${spindle}`,
      {},
      { Q1: 'certain' },
    ],
    [
      'does not hold for a product that it excludes and that is given',
      widget,
      { product: 'Exchange Server 5.5' },
      {},
    ],
    ['nor for one that the log names', `Exchange Server 5.5 starting\n${widget}`, {}, {}],
    ['holds for its own product', widget, { product: 'Label Printer 97' }, { Q2: 'certain' }],
    ['is a clue where nobody knows the fact that it asks for', gadget, {}, { Q3: 'clue' }],
    ['is certain where that is given', gadget, { facts: { role: 'primary' } }, { Q3: 'certain' }],
    ['is certain where the log says it', `${gadget}\nthis is the primary machine`, {}, { Q3: 'certain' }],
    ['does not hold where the fact is another', gadget, { facts: { role: 'backup' } }, {}],
    ['that asks for all is not told for one', drum, {}, {}],
    ['nor for two of three', `${drum}\n${other(3)}\nhr = 80070005h`, {}, {}],
    [
      'is certain where all stand near each other, in any order',
      `failed: 0x80070005\n${other(3)}\n${drum}\n${other(5)}\nEvent ID: 4711\nSource: Widget Spooler`,
      {},
      { Q4: 'certain' },
    ],
    [
      'is not told where they stand far apart',
      `failed: 0x80070005\n${other(30)}\n${drum}\n${other(5)}\nEvent ID: 4711\nSource: Widget Spooler`,
      {},
      {},
    ],
    ['of few words is a clue', 'Printer failed', {}, { Q5: 'clue' }],
    [
      'of few words is certain for its product',
      'Printer failed',
      { product: 'Visual Basic 4.0' },
      { Q5: 'certain' },
    ],
    [
      'of few words is certain where the log names it',
      'Visual Basic 4.0: Printer failed',
      {},
      { Q5: 'certain' },
    ],
    ['that shares its message with another is a clue', ribbon, {}, { Q6: 'clue', Q7: 'clue' }],
    ['is told apart by the product', ribbon, { product: 'SQL Server 7.0' }, { Q7: 'certain' }],
  ])('%s', async (_, log, facts, expected) => expect(await told(`${log}\n`, facts)).toEqual(expected))

  test('means the same as for a question', async () => {
    const { query } = await openKnowledgeBase(index)
    const answered = async (text: string, facts: GivenFacts = {}): Promise<string | null> => {
      const { answered, hits } = await query({ text, ...facts })
      return answered ? hits[0]!.id : null
    }
    expect(await answered(spindle)).toBe('Q1')
    expect(await answered(`${spindle}\nThe spindle was removed by the janitor`)).toBeNull()
    expect(await answered(widget, { product: 'Exchange Server 5.5' })).toBeNull()
    expect(await answered(gadget)).toBeNull()
    expect(await answered(gadget, { facts: { role: 'primary' } })).toBe('Q3')
    expect(await answered(drum)).toBeNull()
    expect(await answered(`0x80070005\n${drum}\nEvent ID: 4711\nSource: Widget Spooler`)).toBe('Q4')
    expect(await answered(ribbon, { product: 'SQL Server 7.0' })).toBe('Q7')
  })

  test('is counted at each place where it holds', async () => {
    const log = `${spindle}\n${other(30)}\n${spindle}\nThe spindle was removed by the janitor\n${other(30)}\n${spindle}\n`
    const events: ScanEvent[] = []
    const bytes = async function* (): AsyncGenerator<Uint8Array> {
      for (const line of log.split(/(?<=\n)/)) yield new TextEncoder().encode(line)
    }
    for await (const event of scan(bytes(), index)) events.push(event)
    expect(events.filter(({ type }) => type === 'total')).toEqual([
      { type: 'total', article: 'Q1', count: 2, lastLine: 64 },
    ])
  })

  test('of a product that no article speaks of is asked for nowhere', async () => {
    await expect(told(widget, { product: 'Frobnicator 3000' })).rejects.toMatchObject({ code: 'E0103' })
  })

  test('in a flood is held against the first ones, and the rest is told', async () => {
    const events: ScanEvent[] = []
    const bytes = async function* (): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode(`${spindle}\n${other(12)}\n`.repeat(1200))
    }
    for await (const event of scan(bytes(), index)) events.push(event)
    expect(events).toMatchObject([
      { type: 'match', article: 'Q1', answered: true },
      { type: 'total', count: 1200 },
      { type: 'summary', limits: [{ limit: 'rules' }] },
    ])
  })
})

describe('the ways out of an error in a log', () => {
  const twoWays = temporaryFolder(afterAll)
  writeFiles(twoWays, {
    'a.md':
      '---\nkb: Q1\ntitle: Trouble\nproducts: [Label Printer 97]\nrules:\n  - id: r\n    when:\n      any:\n        - message: The frobnicator could not quiesce the spindle\n    outcomes:\n      - { when: { edition: [home] }, type: steps, text: Turn it off. }\n      - { when: { edition: [office] }, type: workaround, text: Call the janitor. }\n---\n\n## Symptoms\n\nWords.\n',
  })

  test.each<[what: string, log: string, facts: GivenFacts, ways: (string | null)[]]>([
    ['are all told where nobody knows whom they are for', spindle, {}, ['Turn it off.', 'Call the janitor.']],
    ['are those for what is given', spindle, { facts: { edition: 'office' } }, ['Call the janitor.']],
    ['are those for what the log says', `home edition\n${spindle}`, {}, ['Turn it off.']],
  ])('%s', async (_, log, facts, ways) => {
    const matches: ScanMatch[] = []
    const bytes = async function* (): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode(log)
    }
    for await (const event of scan(bytes(), twoWays, { facts }))
      if (event.type === 'match') matches.push(event)
    expect(
      matches.flatMap(({ outcome, otherOutcomes }) => [outcome, ...otherOutcomes].map(({ text }) => text)),
    ).toEqual(ways)
  })
})
