import { describe, expect, test } from 'vitest'
import type { Suspect } from '../../src/diagnose.ts'
import type { FactCondition, Outcome } from '../../src/rules/rule.ts'
import { type Informant, Session, type Turn } from '../../src/session/session.ts'
import type { Details, Told } from '../../src/session/suspect.ts'

const condition = (fact: string, ...values: string[]): FactCondition => ({
  fact,
  values,
  weight: 1,
  required: false,
})

const way = (text: string, ...when: FactCondition[]): Outcome => ({
  when,
  label: null,
  type: 'steps',
  cause: null,
  steps: [{ text, cost: 20 }],
  text: '',
})

interface Stated extends Partial<Pick<Suspect, 'odds' | 'questions'>> {
  readonly outcomes?: readonly Outcome[]
}

const suspect = (
  id: string,
  products: readonly string[],
  { outcomes = [way(`mend ${id}`)], ...more }: Stated = {},
): Suspect => ({
  id,
  odds: 1000,
  quotes: false,
  facts: products.length === 0 ? [] : [condition('product', ...products)],
  ways: outcomes,
  outcomes: () => outcomes,
  questions: [],
  ...more,
})

const nothing: Details = { file: [], source: [], code: [], symptom: null }

interface Tale extends Partial<Details> {
  readonly title?: string
}

const tale = (id: string, { title = `Trouble ${id}`, ...details }: Tale = {}): Told => ({
  title,
  outcomes: [],
  details: { ...nothing, ...details },
})

const knowing = (suspects: readonly Suspect[], details: Readonly<Record<string, Tale>> = {}): Informant => ({
  suspects: async () => suspects,
  tell: async (id) => tale(id, details[id]),
  chain: async () => null,
})

const start = (informant: Informant, facts: Readonly<Record<string, string>> = {}): Promise<Session> =>
  Session.start(informant, { text: 'any', facts })

const factOf = (turn: Turn): string => (turn.type === 'question' ? turn.fact : turn.type)
const optionsOf = (turn: Turn): string[] =>
  turn.type === 'question' ? turn.options.map(({ value }) => value) : []

describe('a session', () => {
  test('asks nothing where there is one suspect', async () => {
    const session = await start(knowing([suspect('A', ['Outlook 97'], { odds: 2000 })]))
    expect(await session.next()).toMatchObject({ type: 'end', verdict: 'answer', hits: [{ id: 'A' }] })
  })

  test('ends at once where there is none', async () => {
    const session = await start(knowing([]))
    expect(await session.next()).toEqual({
      type: 'end',
      verdict: 'unknown',
      confidence: 0,
      hits: [],
      chain: null,
    })
  })

  test('asks for the product where that tells suspects apart, and for nothing more', async () => {
    const session = await start(
      knowing([suspect('A', ['Outlook 97']), suspect('B', ['Plus! for Windows 95'])]),
    )
    const turn = await session.next()
    expect([factOf(turn), optionsOf(turn)]).toEqual(['product', ['Outlook', 'Plus! for Windows 95']])
    expect(await session.answer('Outlook')).toBe(true)
    expect(await session.next()).toMatchObject({ type: 'end', hits: [{ id: 'A' }, { id: 'B' }] })
  })

  test('asks for the version where all are about one product', async () => {
    const session = await start(knowing([suspect('A', ['Outlook 97']), suspect('B', ['Outlook 98'])]))
    const turn = await session.next()
    expect([factOf(turn), optionsOf(turn)]).toEqual(['version', ['97', '98']])
    await session.answer('98')
    expect((await session.conclude()).hits[0]?.id).toBe('B')
  })

  test('asks as the author does for what decides between the ways out of one article', async () => {
    const outcomes = [way('call', condition('edition', 'retail')), way('look', condition('edition', 'nfr'))]
    const questions = [{ fact: 'edition', text: 'Was it bought?' }]
    const session = await start(knowing([suspect('A', ['Outlook 97'], { outcomes, questions, odds: 100 })]))
    expect(await session.next()).toEqual({
      type: 'question',
      fact: 'edition',
      text: 'Was it bought?',
      options: [
        { value: 'nfr', label: 'nfr' },
        { value: 'retail', label: 'retail' },
      ],
      isOpen: false,
    })
    await session.answer('nfr')
    expect((await session.conclude()).hits[0]?.outcome.steps).toEqual(['look'])
  })

  test('takes "none of these" for the way out that asks for nothing', async () => {
    const outcomes = [way('usual'), way('special', condition('order', 'wrong order'))]
    const session = await start(knowing([suspect('A', ['Outlook 97'], { outcomes, odds: 100 })]))
    expect(factOf(await session.next())).toBe('order')
    expect(await session.answer('no')).toBe(true)
    expect((await session.conclude()).hits[0]?.outcome.steps).toEqual(['usual'])
  })

  test('asks for what messages name where the products are the same', async () => {
    const session = await start(
      knowing([suspect('A', ['Outlook 97']), suspect('B', ['Outlook 97'])], {
        A: { title: 'Trouble', source: ['MSExchangeMTA'] },
        B: { title: 'Trouble', source: ['W3SVC'] },
      }),
    )
    const turn = await session.next()
    expect([factOf(turn), optionsOf(turn)]).toEqual(['source', ['MSExchangeMTA', 'W3SVC']])
    await session.answer(1)
    expect((await session.conclude()).hits[0]?.id).toBe('B')
  })

  test('shows titles where nothing else tells suspects apart, and none twice', async () => {
    const session = await start(knowing([suspect('A', ['Outlook 97']), suspect('B', ['Outlook 97'])]))
    expect(optionsOf(await session.next())).toEqual(['Trouble A', 'Trouble B'])
    const { confidence } = await session.conclude()
    await session.answer(2)
    const end = await session.next()
    expect(end.type).toBe('end')
    expect(end.type === 'end' && end.confidence).toBeLessThan(confidence)
  })

  test('asks once, and does not take "I don\'t know" for an answer', async () => {
    const session = await start(knowing([suspect('A', ['Outlook 97']), suspect('B', ['Excel 97'])]))
    const before = await session.conclude()
    expect(factOf(await session.next())).toBe('product')
    await session.answer(null)
    expect(await session.conclude()).toEqual(before)
    expect(factOf(await session.next())).not.toBe('product')
  })

  test('does not ask for what is known', async () => {
    const session = await start(knowing([suspect('A', ['Outlook 97']), suspect('B', ['Excel 97'])]), {
      product: 'Outlook 97',
    })
    expect(factOf(await session.next())).not.toBe('product')
  })

  test('proposes what is cheap and likely before it asks, and asks when it did not help', async () => {
    const cheap: Outcome = { ...way('press it'), steps: [{ text: 'press it', cost: 0 }] }
    const others = ['B', 'C', 'D'].map((id) => suspect(id, [`Outlook 9${id.charCodeAt(0) - 59}`]))
    const session = await start(knowing([suspect('A', [], { odds: 1e6, outcomes: [cheap] }), ...others]))
    expect(await session.next()).toMatchObject({ type: 'proposal', id: 'A' })
    expect(await session.answer('Outlook')).toBe(false)
    expect(await session.answer(false)).toBe(true)
    expect((await session.next()).type).toBe('question')
    expect(session.transcript).toEqual([{ type: 'proposal', id: 'A', helped: false }])
  })

  test('remembers what did not help when it looks anew', async () => {
    const cheap: Outcome = { ...way('press it'), steps: [{ text: 'press it', cost: 0 }] }
    const others = ['B', 'C', 'D'].map((id) => suspect(id, ['Outlook 97']))
    const session = await start(knowing([suspect('A', [], { odds: 1e6, outcomes: [cheap] }), ...others]))
    await session.answer(false)
    expect(factOf(await session.next())).toBe('situation')
    await session.answer('while it prints')
    expect(await session.next()).not.toMatchObject({ type: 'proposal', id: 'A' })
    const { hits } = await session.conclude()
    expect(hits.map(({ id }) => id)).toEqual(['B', 'C', 'D'])
  })

  test('leaves nothing to choose from where none of these is likelier than any', async () => {
    const session = await start(knowing([suspect('A', [], { odds: 0.6 }), suspect('B', [], { odds: 0.6 })]))
    expect(await session.conclude()).toMatchObject({ verdict: 'unknown', hits: [{ id: 'A' }, { id: 'B' }] })
    const likelier = await start(knowing([suspect('A', [], { odds: 2 }), suspect('B', [], { odds: 2 })]))
    expect(await likelier.conclude()).toMatchObject({ verdict: 'choose' })
  })

  test('ends with what helped', async () => {
    const cheap: Outcome = { ...way('press it'), steps: [{ text: 'press it', cost: 0 }] }
    const others = ['B', 'C', 'D'].map((id) => suspect(id, [`Outlook 9${id.charCodeAt(0) - 59}`]))
    const session = await start(knowing([suspect('A', [], { odds: 1e6, outcomes: [cheap] }), ...others]))
    await session.answer(true)
    expect(await session.next()).toMatchObject({
      type: 'end',
      confidence: 1,
      hits: [{ id: 'A', confidence: 1 }],
    })
  })

  test('takes in what a product brings up, weighed by all that was said', async () => {
    const asked: object[] = []
    const session = await start({
      suspects: async (_, since) => {
        asked.push(since)
        const first = [suspect('A', ['Outlook 97']), suspect('B', ['Excel 97'])]
        return since.product === undefined ? first : [...first, suspect('C', ['PowerPoint 97'])]
      },
      tell: async (id) => tale(id),
      chain: async () => null,
    })
    expect(await session.answer('PowerPoint')).toBe(true)
    expect(asked).toEqual([{}, { product: 'PowerPoint' }])
    expect((await session.conclude()).hits[0]?.id).toBe('C')
  })

  test('looks anew with words of their own, and weighs what was answered before again', async () => {
    const asked: object[] = []
    const products: Readonly<Record<string, string>> = { A: 'Outlook 97', B: 'Outlook 97', C: 'Excel 97' }
    const some = (...ids: string[]): Suspect[] => ids.map((id) => suspect(id, [products[id]!]))
    const informant: Informant = {
      suspects: async (_, since) => {
        asked.push(since)
        return since.words === undefined ? some('A', 'B', 'C') : [...some('C'), suspect('D', ['Outlook 97'])]
      },
      tell: async (id) => tale(id),
      chain: async () => null,
    }
    const session = await start(informant, { product: 'Outlook 97' })
    expect(await session.next()).toMatchObject({ fact: 'situation', isOpen: true })
    expect(await session.answer('while it prints')).toBe(true)
    expect(asked).toEqual([{}, { words: 'while it prints' }])
    expect((await session.conclude()).hits.map(({ id }) => id)).toEqual(['D', 'C'])
    expect(session.transcript).toMatchObject([{ fact: 'situation', answer: 'while it prints' }])
  })

  test('ends with what the way out leads to, where there is one', async () => {
    const chain = { article: 'A', fixedIn: 'Outlook 97 Service Release 1', links: [], cut: false }
    const known = { ...knowing([suspect('A', ['Outlook 97'], { odds: 2000 })]), chain: async () => chain }
    expect(await (await start(known)).conclude()).toMatchObject({ verdict: 'answer', chain })
    const unknown = { ...knowing([]), chain: async () => chain }
    expect(await (await start(unknown)).conclude()).toMatchObject({ verdict: 'unknown', chain: null })
  })

  test('takes words that only one description has for that description', async () => {
    const titled = { A: { title: 'Prints twice' }, B: { title: 'Prints nothing' } }
    const session = await start(knowing([suspect('A', ['Outlook 97']), suspect('B', ['Outlook 97'])], titled))
    await session.answer('nothing')
    expect(session.transcript.at(-1)).toMatchObject({ answer: 'Prints nothing' })
  })

  test('asks for the product where no description was right and nothing is told in words', async () => {
    const many = Array.from({ length: 60 }, (_, i) =>
      suspect(`S${i}`, [i % 2 === 0 ? 'Outlook 97' : 'Excel 97']),
    )
    const session = await start(knowing(many))
    const first = await session.next()
    expect(factOf(first)).toBe('situation')
    await session.answer(optionsOf(first).length)
    expect(factOf(await session.next())).toBe('product')
  })

  test('does not take the same words twice', async () => {
    const many = Array.from({ length: 30 }, (_, i) => suspect(`S${i}`, ['Outlook 97']))
    const session = await start(knowing(many))
    await session.answer('while it prints')
    expect(await session.next()).toMatchObject({ type: 'question' })
    await session.answer('while it prints')
    expect(session.transcript.map((said) => said.type === 'question' && said.answer)).toEqual([
      'while it prints',
      null,
    ])
  })

  test('shows no title that says what was reported', async () => {
    const titles = { A: 'Err Msg: Any', B: 'Prints twice', C: 'Prints nothing' }
    const session = await start(
      knowing(
        Object.keys(titles).map((id) => suspect(id, ['Outlook 97'])),
        Object.fromEntries(Object.entries(titles).map(([id, title]) => [id, { title }])),
      ),
    )
    expect(optionsOf(await session.next())).toEqual(['Prints nothing', 'Prints twice'])
  })

  test('asks for each version by itself', async () => {
    const session = await start(
      knowing([
        suspect('A', ['Windows NT Server versions 3.5, 3.51, 4.0']),
        suspect('B', ['Windows NT Server version 4.0']),
        suspect('C', ['Windows NT Server version 3.1']),
      ]),
    )
    const turn = await session.next()
    expect([factOf(turn), optionsOf(turn)]).toEqual(['version', ['3.1', '3.5', '3.51', '4.0']])
    await session.answer('3.51')
    expect((await session.conclude()).hits[0]?.id).toBe('A')
  })

  test.each([
    ['Windows 95', 'On Windows 98 computers', ['On Windows 98 computers', 'Windows 95']],
    ['Reinstall Windows 95', 'Repair the Windows folder', []],
  ])('asks whom a way out is for, and not which method is wanted: %s', async (one, other, options) => {
    const outcomes = [one, other].map((label) => ({
      ...way(label, condition('os', label.replace(/^\D+(?=Windows)| computers/g, ''))),
      label,
    }))
    const session = await start(knowing([suspect('A', ['Outlook 97'], { outcomes, odds: 100 })]))
    const turn = await session.next()
    expect(optionsOf(turn)).toEqual(options)
    expect(factOf(turn)).toBe(options.length > 0 ? 'case' : 'end')
  })

  test.each<[string | number | boolean]>([['chalk'], [3], [-1], [1.5], [true]])(
    'takes no answer that is none: %j',
    async (reply) => {
      const session = await start(knowing([suspect('A', ['Outlook 97']), suspect('B', ['Outlook 98'])]))
      const turn = await session.next()
      expect(await session.answer(reply)).toBe(false)
      expect(await session.next()).toBe(turn)
      expect(session.transcript).toEqual([])
    },
  )

  test('is the same for the same answers', async () => {
    const all = Array.from({ length: 30 }, (_, i) =>
      suspect(`S${i}`, [`Word ${i % 7}.0`, `Excel ${i % 5}.0`]),
    )
    const replay = async (): Promise<unknown> => {
      const session = await start(knowing(all))
      for (const reply of ['Word', '3.0', null, 0]) await session.answer(reply)
      return [session.transcript, await session.conclude()]
    }
    expect(await replay()).toEqual(await replay())
  })
})
