import { describe, expect, test } from 'vitest'
import type { Answer, AnsweredOutcome, Evidence, Hit } from '../../../src/answer.ts'
import { renderAnswer } from '../../../src/cli/render/answer.ts'
import { openScreen } from '../../../src/cli/terminal.ts'

const screen = openScreen({ columns: 72 }, 'never', {})

const outcome: AnsweredOutcome = {
  type: 'steps',
  cause: 'The spooler stopped when the disk was full, and nothing starts it again by itself.',
  steps: ['Make room on the disk that holds the spool folder.', 'Start the spooler: net start spooler'],
  text: '',
  when: null,
}

const evidence = (one: Partial<Evidence>): Evidence => ({
  kind: 'words',
  found: '',
  against: '',
  relation: 'agrees',
  points: 0,
  report: null,
  source: null,
  ...one,
})

const found: Hit = {
  id: 'print-spooler-full',
  title: 'Nothing is printed after the disk was full',
  score: 35.5,
  confidence: 0.914,
  outcome,
  evidence: [
    evidence({ kind: 'fact', found: 'Printer 97', against: 'product: Printer 97', points: 2.1 }),
    evidence({
      kind: 'message',
      found: 'The spooler is not running',
      against: 'The spooler is not running.',
      points: 31.4,
    }),
    evidence({ kind: 'fact', found: '', against: 'edition: retail', relation: 'unknown' }),
    evidence({ kind: 'prior', found: '', against: 'priority', relation: 'unknown', points: 1 }),
    evidence({ kind: 'words', found: '', against: 'Nothing is printed', points: 1 }),
  ],
}

const near: Hit = {
  id: 'Q4711',
  title: 'The printer prints only half of a page although it has all of the paper that it could want',
  score: 4,
  confidence: 0.06,
  outcome: { ...outcome, type: 'no-known-fix' },
  evidence: [],
}

const shown = (answer: Partial<Answer>, explain = false): string =>
  renderAnswer(
    { verdict: 'answer', answered: true, confidence: 0.9, decide: null, hits: [], ...answer },
    screen,
    {
      explain,
    },
  )

describe('an answer', () => {
  test('tells what it is, the kind of way out, the cause, the steps, why, and what else it could be', () => {
    expect(
      shown({ hits: [found, near] }),
    ).toBe(`print-spooler-full  Nothing is printed after the disk was full

FIX  do this  91 % sure

Cause  The spooler stopped when the disk was full, and nothing starts it
       again by itself.

  1. Make room on the disk that holds the spool folder.
  2. Start the spooler: net start spooler

Why this one
  - the article quotes the message: "The spooler is not running"
  - the product agrees: Printer 97
  - the edition is not known; the article is about retail

Less likely
     6 %  Q4711  The printer prints only half of a page although it has
                 all of the paper that it could want

The whole article: kb show print-spooler-full`)
  })

  test.each([
    ['steps', 'FIX  do this'],
    ['obtain-fix', 'FIX  obtain a service pack or an update'],
    ['workaround', 'WORKAROUND  a way around it, no repair'],
    ['by-design', 'BY DESIGN  it is meant to work this way'],
    ['no-known-fix', 'NO KNOWN FIX  nothing is known to help'],
    ['information', 'INFORMATION  there is nothing to repair'],
  ] as const)('of the type %s begins with "%s"', (type, heading) => {
    expect(shown({ hits: [{ ...found, outcome: { ...outcome, type } }] })).toContain(
      `\n\n${heading}  91 % sure\n`,
    )
  })

  test('says on which condition the way out is meant, and what to do in prose', () => {
    const conditional = { ...outcome, when: 'Retail edition', text: 'Ask the reseller.', steps: [] }
    expect(shown({ hits: [{ ...found, outcome: conditional }] })).toContain('do this (Retail edition)')
    expect(shown({ hits: [{ ...found, outcome: conditional }] })).toContain('\n\n  Ask the reseller.\n\n')
  })

  test('shows steps that the prose holds already only there, and hangs their text', () => {
    const text =
      'First:\n\n1. Make room on the disk that holds the spool folder, whatever that may be called.\n2. Start it.'
    const shownOutcome = {
      ...outcome,
      text,
      steps: ['Make room on the disk that holds the spool folder', 'Start it.'],
    }
    expect(shown({ hits: [{ ...found, outcome: shownOutcome }] })).toContain(`

  First:

  1. Make room on the disk that holds the spool folder, whatever that
     may be called.
  2. Start it.

Why this one`)
  })

  test.each([
    [1, '> 99 % sure'],
    [0.991, '> 99 % sure'],
    [0.99, '99 % sure'],
    [0.004, '< 1 % sure'],
    [0, '0 % sure'],
  ])('right with probability %d is "%s"', (confidence, words) => {
    expect(shown({ hits: [{ ...found, confidence }] })).toContain(`  ${words}\n`)
  })

  test('leaves out what is next to impossible', () => {
    expect(shown({ hits: [found, { ...near, confidence: 0.009 }] })).not.toContain('Less likely')
  })

  test('tells what clashes, and cuts what is too long to be read', () => {
    const clash = evidence({
      kind: 'fact',
      found: 'Printer 98',
      against: 'product: Printer 97',
      relation: 'clashes',
      points: -9,
    })
    const message = evidence({ kind: 'message', found: 'x'.repeat(200), points: 5 })
    const text = shown({ hits: [{ ...found, evidence: [message, clash] }] })
    expect(text).toContain('  - the product clashes: Printer 98; the article is about Printer 97\n')
    expect(text).toContain(`"${'x'.repeat(160)}..."`)
  })

  test('says which of several indexes it comes from', () => {
    expect(shown({ hits: [{ ...found, index: 'mine' }] })).toContain('91 % sure, from mine\n')
  })

  test('explained, shows every reason with its points', () => {
    expect(shown({ hits: [found] }, true)).toContain(`
Score of print-spooler-full
     2.10  fact agrees: Printer 97 ~ product: Printer 97
    31.40  message agrees: The spooler is not running ~ The spooler is
           not running.
     0.00  fact unknown: edition: retail
     1.00  prior unknown: priority
     1.00  words agrees: Nothing is printed
    35.50  in all, which makes it right with 91 %`)
  })
})

describe('a choice', () => {
  const retail = { ...outcome, steps: ['Call the reseller.'], when: 'Retail edition' }
  const decide = {
    fact: 'edition',
    question: 'Is it the retail edition?',
    values: ['nfr', 'full retail'],
    choices: [
      { value: 'nfr', article: found.id, outcome },
      { value: 'full retail', article: found.id, outcome: retail },
    ],
  }

  test('shows what each value of the deciding fact leads to, and what to type', () => {
    expect(shown({ verdict: 'choose', decide, hits: [found] })).toBe(`Two answers fit; the edition decides.
Is it the retail edition?

print-spooler-full  Nothing is printed after the disk was full

Cause  The spooler stopped when the disk was full, and nothing starts it
       again by itself.

If the edition is nfr (ask again with --fact edition=nfr)

FIX  do this

  1. Make room on the disk that holds the spool folder.
  2. Start the spooler: net start spooler

If the edition is full retail (ask again with --fact 'edition=full retail')

FIX  do this (Retail edition)

  1. Call the reseller.

Why these
  - the article quotes the message: "The spooler is not running"
  - the product agrees: Printer 97
  - the edition is not known; the article is about retail`)
  })

  test('between articles shows each with its own cause, and leaves the rest for below', () => {
    const other = { ...near, id: 'Q4712', title: 'Another cause' }
    const text = shown({
      verdict: 'choose',
      decide: {
        fact: 'product',
        question: null,
        values: ["Don's Printer", 'B'],
        choices: [
          { value: "Don's Printer", article: found.id, outcome },
          { value: 'B', article: other.id, outcome: { ...outcome, cause: 'Another one.' } },
        ],
      },
      hits: [found, other, near],
    })
    expect(text).toContain('the product decides.\nWhich product is it?\n')
    expect(text).toContain("(ask again with --product 'Don'\\''s Printer')")
    expect(text).toContain(
      'Q4712  Another cause\n\nCause  Another one.\n\nIf the product is B (ask again with --product B)',
    )
    expect(text).toMatch(/Less likely\n {5}6 % {2}Q4711/)
  })

  test('shows every way out of a value where another fact decides further', () => {
    const text = shown({
      verdict: 'choose',
      decide: {
        ...decide,
        fact: 'product',
        values: ['Printer 97'],
        choices: [
          { value: 'Printer 97', article: found.id, outcome },
          { value: 'Printer 97', article: found.id, outcome: retail },
        ],
      },
      hits: [found],
    })
    expect(text.match(/If the product is Printer 97/g)).toHaveLength(1)
    expect(text).toContain('FIX  do this\n')
    expect(text).toContain('FIX  do this (Retail edition)\n')
  })

  test('that no fact has a name for says what would have to be so, and nothing to type', () => {
    const text = shown({
      verdict: 'choose',
      decide: {
        fact: 'situation',
        question: null,
        values: ['the disk was full', 'the disk is broken'],
        choices: [
          { value: 'the disk was full', article: found.id, outcome },
          { value: 'the disk is broken', article: found.id, outcome: retail },
        ],
      },
      hits: [found],
    })
    expect(text).toContain('Two answers fit; what happens decides.\n\nprint-spooler-full')
    expect(text).toContain('\n\nIf it is this: the disk is broken\n\nFIX')
    expect(text).not.toContain('ask again')
  })

  test('between indexes says how to name one', () => {
    const text = shown({
      verdict: 'choose',
      decide: {
        ...decide,
        fact: 'index',
        values: ['a'],
        choices: [{ value: 'a', article: found.id, outcome }],
      },
      hits: [found],
    })
    expect(text).toContain('(ask again with --index a)')
  })
})

describe('nothing known', () => {
  test('says so, and lists what is nearest as what it is', () => {
    expect(
      shown({ verdict: 'unknown', confidence: 0.06, hits: [near] }),
    ).toBe(`Not known here: no article fits this report.

The nearest articles, none of them an answer
     6 %  Q4711  The printer prints only half of a page although it has
                 all of the paper that it could want

Paste the message exactly as it is shown, and say what it is about with
--product and --version: they tell articles apart.`)
  })

  test('needs no article to be near', () => {
    expect(shown({ verdict: 'unknown', confidence: 0 })).toMatch(
      /^Not known here: no article fits this report\.\n\nPaste /,
    )
  })

  test('does not say that nothing fits where the nearest one is rather right than wrong', () => {
    const text = shown({ verdict: 'unknown', confidence: 0.7, hits: [{ ...near, confidence: 0.7 }] })
    expect(text).toMatch(
      /^Not known here for certain\.\n\nThe nearest articles; the first one is worth a look/,
    )
  })

  test('says what speaks against the first of them', () => {
    const hits = [
      {
        ...near,
        evidence: [
          evidence({ kind: 'words', found: 'printer', against: 'its words', points: 8 }),
          evidence({ kind: 'code', found: '0xC00E0003', relation: 'clashes', points: -9 }),
        ],
      },
    ]
    expect(shown({ verdict: 'unknown', hits })).toContain(`
What speaks against the first one
  - it says nothing of the error code: "0xC00E0003"
`)
  })
})

test('control characters of articles and reports are shown, not obeyed', () => {
  const hostile = '\x1b[2J\x9b31m\u202e'
  const text = renderAnswer(
    {
      verdict: 'answer',
      answered: true,
      confidence: 1,
      decide: null,
      hits: [
        {
          ...found,
          id: hostile,
          title: hostile,
          index: hostile,
          outcome: { type: 'steps', cause: hostile, steps: [hostile], text: hostile, when: hostile },
          evidence: [evidence({ found: hostile, against: hostile })],
        },
      ],
    },
    screen,
    { explain: true },
  )
  expect(text).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]/)
  expect(text.match(/\^\[\[2J/g)!.length).toBeGreaterThanOrEqual(9)
})
