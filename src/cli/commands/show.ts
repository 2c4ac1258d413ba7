// kb show: what does this article say?

import type { SectionKind } from '../../article/article.ts'
import { KbError } from '../../errors.ts'
import type { Record } from '../../knowledge-base.ts'
import { type Call, type Command, type ExitCode, NothingAsked, type Output } from '../command.ts'
import { indexOption, openIndexes } from '../indexes.ts'
import { renderArticle, type ShownSection } from '../render/article.ts'
import { didYouMean } from '../suggest.ts'
import { printable, printableJson } from '../terminal.ts'

export const command: Command = {
  name: 'show',
  summary: 'an article, for people',
  usage: ['kb show ID [options]'],
  about: ['Q4711, q4711, 4711 and KB4711 name the same article. An id that nothing knows gives exit code 1.'],
  options: {
    section: {
      value: 'KIND',

      about: 'only this part of it: symptoms, cause, resolution, ...; may repeat',
    },
    index: indexOption,
    json: { about: 'one JSON object' },
    raw: {
      about: 'its words as they stand in the source: not wrapped, and to a file or pipe not cleaned either',
    },
  },
  examples: [
    { line: 'kb show Q4711', about: 'a whole article' },
    { line: 'kb show Q4711 --section resolution', about: 'only what to do' },
    { line: 'kb show KB4711 --json', about: 'for programs' },
  ],
  run,
}

async function* run(call: Call): AsyncGenerator<Output, ExitCode> {
  const { options, screen, words } = call
  if (words.length === 0) throw new NothingAsked()
  const kinds = await kindsOf(options.all('section'))
  const id = words.join(' ')
  const { knowledgeBase, unread } = await openIndexes(call)
  yield* unread
  const article = await knowledgeBase.article(id)
  if (article === null)
    throw new KbError('E0104', `no article has the id ${id}`, {
      help: 'kb query finds articles by what they say',
    })
  const only = kinds.length === 0 ? undefined : article.sections.filter(({ kind }) => kinds.includes(kind))
  if (only?.length === 0)
    throw new KbError('E0104', `${article.id ?? id} has no such section`, {
      help: `it has ${kindsIn(article)}`,
    })
  if (options.has('json'))
    yield `${printableJson({ schema: 'kb/article/1', ...article, sections: only ?? article.sections })}\n`
  else if (options.has('raw')) yield raw(only ?? article.sections, screen.isTerminal)
  else yield `${renderArticle(article, screen, only)}\n`
  return 0
}

/** The only way in which the bytes of an article get out as they are, and never to a terminal. */
function raw(sections: readonly ShownSection[], isTerminal: boolean): string {
  const text = sections
    .map((section) => [section.heading, section.text].filter(Boolean).join('\n\n'))
    .join('\n\n')
  return `${isTerminal ? printable(text) : text}\n`
}

const sectionKinds: readonly SectionKind[] = [
  'symptoms',
  'cause',
  'resolution',
  'workaround',
  'status',
  'more-information',
  'summary',
  'references',
  'question',
  'response',
  'other',
]

async function kindsOf(names: readonly string[]): Promise<SectionKind[]> {
  const kinds: SectionKind[] = []
  for (const name of names) {
    const kind = sectionKinds.find((known) => known === name.toLowerCase().replaceAll(' ', '-'))
    if (kind === undefined)
      throw new KbError('E0101', `"${name}" is no kind of section`, {
        help: (await didYouMean(name, sectionKinds)) ?? `there are ${sectionKinds.join(', ')}`,
      })
    kinds.push(kind)
  }
  return kinds
}

function kindsIn({ sections }: Record): string {
  return [...new Set(sections.map(({ kind }) => kind))].join(', ') || 'none'
}
