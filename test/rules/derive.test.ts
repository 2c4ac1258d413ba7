import { describe, expect, test } from 'vitest'
import type { Article, Message } from '../../src/article/article.ts'
import { deriveRule } from '../../src/rules/derive.ts'
import type { PhraseTrigger, Trigger } from '../../src/rules/rule.ts'
import { authored } from '../support/authored.ts'

const triggersOf = (article: Article): readonly Trigger[] => deriveRule(article)?.triggers ?? []
const signaturesOf = (article: Article): [string, number][] =>
  triggersOf(article).flatMap((trigger) =>
    trigger.type === 'message' ? [[trigger.signature, trigger.weight]] : [],
  )
const phrasesOf = (article: Article): PhraseTrigger[] =>
  triggersOf(article).filter((trigger) => trigger.type === 'phrase')

const message = (text: string, rest: Partial<Message> = {}): Message => ({
  text,
  span: [10, 20],
  form: 'block',
  section: 0,
  ...rest,
})

describe('messages give signatures', () => {
  test('as the article quotes them', () => {
    const article = {
      ...authored({}),
      messages: [message('Cannot open the database C:\\x.mdb.'), message('OK')],
    }
    expect(signaturesOf(article)).toEqual([['cannot open the database {path}', 1]])
    expect(triggersOf(article)[0]!.span).toEqual([10, 20])
  })

  test('that count less where a step of the way out prints them', () => {
    const article = { ...authored({}), messages: [message('The database is open elsewhere', { section: 1 })] }
    expect(article.sections[1]!.kind).toBe('resolution')
    expect(signaturesOf(article)).toEqual([['the database is open elsewhere', 0.5]])
    const lost = { ...article, messages: [message('The database is open elsewhere', { section: 9 })] }
    expect(signaturesOf(lost)[0]![1]).toBe(1)
  })

  test.each([
    ['Err Msg: Cannot Open the Database', 'cannot open the database'],
    ['XYZ: Error Message: Cannot Open the Database', 'cannot open the database'],
    ['Setup Stops with \\"Cannot Open the Database\\"', 'cannot open the database'],
    ['Err Msg: The Client Add Pack Disk May Be Damaged...', 'the client add pack disk may be damaged'],
    [
      'Err Msg: Cannot Open the Database in the Folder of the Second Hou',
      'cannot open the database in the folder of the second',
    ],
  ])('from a title: %s', (title, signature) => {
    expect(signaturesOf(authored({ title }))[0]).toEqual([signature, 1])
  })

  test('from the titles of articles that are cited', () => {
    const article = authored({})
    const cited: Article = {
      ...article,
      references: [
        { id: 'other', title: 'Err Msg: Cannot Open the Database', span: [1, 2] },
        { id: 'more', title: null, span: [3, 4] },
      ],
    }
    expect(signaturesOf(cited)).toEqual([['cannot open the database', 0.7]])
  })

  test('from the descriptions of logged events, whose text is no message', () => {
    const article: Article = {
      ...authored({}),
      messages: [message('Event ID: 7000 ...', { form: 'event' })],
      events: [
        {
          id: 7000,
          source: 'SCM',
          type: null,
          category: null,
          description: 'The spooler service hangs on start',
          span: [5, 9],
        },
        { id: null, source: null, type: null, category: null, description: null, span: [9, 12] },
      ],
    }
    expect(signaturesOf(article)).toEqual([['the spooler service hangs on start', 1]])
    expect(triggersOf(article)).toContainEqual({
      type: 'event',
      id: 7000,
      source: 'SCM',
      weight: 1,
      span: [5, 9],
    })
  })
})

describe('codes and events', () => {
  const body = (text: string): string => `## Symptoms\n\n${text}\n`

  test.each([
    ['It fails with 0x80070005.', { type: 'code', code: { family: 'hresult', value: '0x80070005' } }],
    ['You see RAS error 633 when you dial.', { type: 'code', code: { family: 'ras', value: '633' } }],
    [
      'STOP 0x0000007B (0x1, 0x2) appears.',
      { type: 'stop', code: '0x0000007B', parameters: ['0x00000001', '0x00000002'] },
    ],
    ['The log has event ID 7000 today.', { type: 'event', id: 7000, source: null }],
  ])('are read from %s', (text, trigger) => {
    expect(triggersOf(authored({ body: body(text) }))).toContainEqual(expect.objectContaining(trigger))
  })

  test('of which nobody knows the family are left out', () => {
    expect(
      triggersOf(authored({ body: body('You see error 99999 here.') })).filter(({ type }) => type === 'code'),
    ).toEqual([])
  })

  test('stand once however often they are named', () => {
    const codes = triggersOf(authored({ body: body('Error 0x80070005, that is -2147024891.') })).filter(
      ({ type }) => type === 'code',
    )
    expect(codes).toHaveLength(1)
  })
})

describe('sentences about trouble give phrases', () => {
  test('of their rarest words and their state, without products', () => {
    const body =
      '## Symptoms\n\nThe shared modem of Small Business Server is unavailable to workstations. All is well.\n'
    const [phrase, ...others] = phrasesOf(authored({ body }))
    expect(others).toEqual([])
    expect([...phrase!.about].sort()).toEqual(['modem', 'shared', 'workstations'])
    expect(phrase).toMatchObject({ state: ['unavailable'], atLeast: 2, weight: 0.5 })
  })

  test('with what is denied', () => {
    const body = '## Symptoms\n\nYou cannot print labels with the spooler.\n'
    expect(phrasesOf(authored({ body }))[0]!.state).toEqual(['not print'])
  })

  test('from lists and titles, and from the summary where there are no symptoms', () => {
    const body =
      '## Summary\n\n- The spooler labels are damaged.\n\n## More information\n\nThe printer queue hangs.\n'
    const states = phrasesOf(authored({ title: 'Spooler labels missing', body })).map(({ state }) => state)
    expect(states).toEqual([['missing'], ['damaged'], ['hangs']])
  })

  test('but not without a thing or without a state', () => {
    expect(
      phrasesOf(authored({ body: '## Symptoms\n\nIt hangs. The labels of the spooler are printed.\n' })),
    ).toEqual([])
  })

  test('eight at most', () => {
    const body = `## Symptoms\n\n${Array.from({ length: 12 }, (_, i) => `The spooler label${'x'.repeat(i)} hangs.`).join(' ')}\n`
    expect(phrasesOf(authored({ body }))).toHaveLength(8)
  })
})

describe('the rule', () => {
  test('is derived from its article, with its products as facts', () => {
    const article = {
      ...authored({ id: 'x', products: ['SBS 4.5'] }),
      messages: [message('Cannot open the database')],
    }
    expect(deriveRule(article)).toMatchObject({
      id: 'x#derived',
      article: 'x',
      priority: -10,
      mode: 'any',
      facts: [{ fact: 'product', values: ['SBS 4.5'], weight: 1, required: false }],
      origin: 'derived',
    })
  })

  test('is always the same', () => {
    const article = { ...authored({}), messages: [message('Cannot open the database')] }
    expect(deriveRule(article)).toEqual(deriveRule(article))
  })

  test('is none where nothing could recognise a report, or nothing could be pointed to', () => {
    expect(deriveRule(authored({ body: '## Summary\n\nHello.\n' }))).toBeNull()
    const nameless = { ...authored({}), id: null, messages: [message('Cannot open the database')] }
    expect(deriveRule(nameless)).toBeNull()
  })
})
