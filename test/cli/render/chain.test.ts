import { expect, test } from 'vitest'
import type { ChainLink, FixChain } from '../../../src/answer.ts'
import { renderChain } from '../../../src/cli/render/chain.ts'

const screen = { width: 70, isTerminal: false, paint: (_: unknown, text: string) => text }
const link: ChainLink = {
  id: 'Q1',
  title: 'How to Obtain It',
  relation: 'obtain',
  from: 'Q0',
  missing: false,
  provides: 'Service Pack 2',
  supersededBy: 'Q2',
  requires: ['It needs Service Pack 1.'],
  steps: ['Restart.'],
}
const chain: FixChain = {
  article: 'Q0',
  fixedIn: 'Widget 2.0 Service Pack 1',
  links: [
    link,
    {
      ...link,
      id: 'Q3',
      title: null,
      missing: true,
      provides: null,
      supersededBy: null,
      requires: [],
      steps: [],
    },
  ],
  cut: true,
}

test('a chain is told link by link, in order, missing ones as such', () => {
  expect(renderChain(chain, screen, false)).toBe(
    [
      'Where Q0 leads',
      '  fixed in  Widget 2.0 Service Pack 1',
      '  obtain    Q1 How to Obtain It',
      '            Service Pack 2; Q2 offers a later one',
      '  it needs  It needs Service Pack 1.',
      '            1. Restart.',
      '  missing   Q3 (no title): not in this knowledge base',
      '            and further',
    ].join('\n'),
  )
})

test('with the articles that cite each where reasons are asked for', () => {
  expect(renderChain({ ...chain, cut: false }, screen, true)).toContain('; cited by Q0\n')
})
