import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chainOf, chainOfAnswer, type LinkedArticle } from '../../src/diagnose/chain.ts'

interface Told {
  readonly title?: string
  readonly resolution?: string
  readonly status?: string
  readonly summary?: string
  readonly steps?: readonly string[]
}

const article = (
  id: string,
  { title, resolution, status, summary, steps = [] }: Told = {},
): LinkedArticle => {
  const sections = [
    { kind: 'summary', text: summary ?? '' },
    { kind: 'resolution', text: resolution ?? '' },
    { kind: 'status', text: status ?? '' },
  ].filter(({ text }) => text !== '')
  const cited = new Set(sections.flatMap(({ text }) => text.match(/Q\d{5,6}/g) ?? []))
  return {
    id,
    title: title ?? null,
    references: [...cited].map((id) => ({ id, title: null })),
    sections,
    resolutions: steps.length === 0 ? [] : [{ steps: steps.map((text) => ({ text })) }],
    outcomeSentence: null,
  }
}

const links = async (first: LinkedArticle, ...others: readonly LinkedArticle[]): Promise<string[]> => {
  const chain = await chainOf(first, async (id) => others.find((other) => other.id === id) ?? null)
  return (
    chain?.links.map(({ id, relation, missing }) => `${missing ? 'missing ' : ''}${relation} ${id}`) ?? []
  )
}

describe('what a way out leads to', () => {
  const cases: readonly [resolution: string, relation: string][] = [
    ['Obtain the latest service pack. See article Q10001.', 'obtain'],
    ['To get the hotfix, see Q10001.', 'obtain'],
    ['Service Packs, What and Where: Q10001', 'obtain'],
    ['Follow the steps in Q10001.', 'follow'],
    ['Use the procedure described in Q10001.', 'follow'],
    ['You must first read Q10001.', 'prerequisite'],
    ['That fix was superseded by Q10001.', 'supersedes'],
    ['Also: Q10001', 'see'],
  ]
  test.each(cases)('%s', async (resolution, relation) => {
    expect(await links(article('A', { resolution }), article('Q10001'))).toEqual([`${relation} Q10001`])
  })

  test('the words before another citation belong to that one', async () => {
    const resolution = 'Obtain the service pack, see Q10001. More is said in this one: Q10002'
    expect(await links(article('A', { resolution }), article('Q10001'), article('Q10002'))).toEqual([
      'obtain Q10001',
      'see Q10002',
    ])
  })

  test('all of a list are led in to by what stands before it', async () => {
    const resolution = 'Follow the steps in these articles:\n\n  Q10001 One Way\n\n  Q10002 Another Way'
    expect(await links(article('A', { resolution }), article('Q10001'), article('Q10002'))).toEqual([
      'follow Q10001',
      'follow Q10002',
    ])
  })

  test('an address is a citation', async () => {
    const first = article('A', {
      resolution: 'Follow the steps at http://x/support/kb/articles/Q100/0/01.ASP now',
    })
    const cited = { ...first, references: [{ id: 'Q100001', title: 'There' }] }
    expect(await links(cited)).toEqual(['missing follow Q100001'])
  })

  test('what is not here is named as missing, with the title that the citation gives', async () => {
    const first = {
      ...article('A', { resolution: 'Follow Q10001' }),
      references: [{ id: 'Q10001', title: 'Gone' }],
    }
    const chain = await chainOf(first, async () => null)
    expect(chain?.links[0]).toEqual({
      id: 'Q10001',
      title: 'Gone',
      relation: 'follow',
      from: 'A',
      missing: true,
      provides: null,
      supersededBy: null,
      requires: [],
      steps: [],
    })
  })

  test('nothing where no other article is cited in the way out', async () => {
    const first = article('A', { summary: 'As in Q10001.', resolution: 'Restart.' })
    expect(await chainOf(first, async () => null)).toBeNull()
  })
})

describe('service packs', () => {
  const first = article('Q1', {
    resolution: 'Obtain the latest service pack, see Q20002.',
    status: 'This problem was first corrected in Widget 2.0 Service Pack Service Pack 1.',
  })
  const second = article('Q20002', {
    title: 'How to Obtain Outlook 97 Service Release 2',
    summary: 'The latest is Service Release 4: Q20004. You must have SR1 installed.',
    resolution: '',
  })
  const fourth = article('Q20004', { title: 'How to Obtain Outlook 97 SR4', summary: 'Then restart.' })

  test('a later one of the same product takes the place of an earlier one', async () => {
    const chain = await chainOf(
      first,
      async (id) => [second, fourth].find((other) => other.id === id) ?? null,
    )
    expect(chain?.fixedIn).toBe('Widget 2.0 Service Pack 1')
    expect(
      chain?.links.map(({ id, provides, supersededBy, requires }) => [id, provides, supersededBy, requires]),
    ).toEqual([
      ['Q20004', 'Service Release 4', null, []],
      ['Q20002', 'Service Release 2', 'Q20004', ['You must have SR1 installed.']],
    ])
  })

  test.each([
    ['It was corrected in the following updated file: a.dll', null],
    ['It was corrected in version 2.0.', 'version 2.0'],
    ['It was fixed in the Widget 2.0 SP1; see Q20002.', 'Widget 2.0 SP1'],
    ['It is being looked at.', null],
  ])('%s', async (status, fixedIn) => {
    const chain = await chainOf(article('A', { resolution: 'See Q20002.', status }), async () => null)
    expect(chain?.fixedIn).toBe(fixedIn)
  })

  test('one that a later one needs comes first all the same', async () => {
    const needing = {
      ...fourth,
      sections: [{ kind: 'summary', text: 'This requires that SR2 be installed.' }],
    }
    const chain = await chainOf(
      first,
      async (id) => [second, needing].find((other) => other.id === id) ?? null,
    )
    expect(chain?.links.map(({ id }) => id)).toEqual(['Q20002', 'Q20004'])
  })
})

describe('a walk through articles', () => {
  test('ends where they cite each other', async () => {
    const one = article('Q10001', { resolution: 'Follow Q10002' })
    const other = article('Q10002', { resolution: 'Follow Q10001, then Q10002' })
    expect(await links(one, one, other)).toEqual(['follow Q10002'])
  })

  test('ends in any web of citations, names each article once and says where it was cut', async () => {
    const ids = Array.from({ length: 60 }, (_, i) => `Q${10_000 + i}`)
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.nat(59), { maxLength: 12 }), { minLength: 60, maxLength: 60 }),
        async (cited) => {
          const all = new Map(
            ids.map((id, i) => [
              id,
              article(id, { resolution: cited[i]!.map((to) => `Follow the steps of ${ids[to]}.`).join(' ') }),
            ]),
          )
          const chain = await chainOf(all.get('Q10000')!, async (id) => all.get(id) ?? null)
          const found = chain?.links.map(({ id }) => id) ?? []
          expect(new Set(found).size).toBe(found.length)
          expect(found).not.toContain('Q10000')
          expect(found.length).toBeLessThanOrEqual(40)
          const direct = new Set(cited[0]!.map((to) => ids[to]!).filter((id) => id !== 'Q10000'))
          for (const id of direct) expect(found).toContain(id)
        },
      ),
      { numRuns: 100, seed: 20261122 },
    )
  })

  test('begins with the first hit of an answer, and nowhere where nothing fits', async () => {
    const first = article('A', { resolution: 'Follow Q10001' })
    const hits = [{ id: 'A' }] as never
    const answer = { answered: true, confidence: 1, decide: null, hits } as const
    const read = async (id: string): Promise<LinkedArticle | null> => (id === 'A' ? first : null)
    expect((await chainOfAnswer({ verdict: 'answer', ...answer }, read))?.article).toBe('A')
    expect(await chainOfAnswer({ verdict: 'unknown', ...answer }, read)).toBeNull()
  })
})
