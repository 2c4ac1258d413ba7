// kb rules: do the rules of these articles do what their authors promise, and how is a false hit kept out?

import { existsSync } from 'node:fs'
import type { Article } from '../../article/article.ts'
import { oneLine } from '../../article/one-line.ts'
import { KbError } from '../../errors.ts'
import type { Rule } from '../../rules/rule.ts'
import { type Call, type Command, type ExitCode, NothingAsked, type Output } from '../command.ts'
import type { Finding } from '../lint/finding.ts'
import { renderFinding } from '../render/findings.ts'
import { count } from '../render/quantity.ts'
import { renderTuning } from '../render/tuning.ts'
import { printableJson } from '../terminal.ts'

export const command: Command = {
  name: 'rules',
  summary: 'the reports owed by articles; an exclusion for a false hit',
  usage: ['kb rules test [PATH…] | tune --fp LOG --tp LOG [RULE] [PATH…]'],
  about: [
    'test asks the articles in PATH (articles/ where none is named) every report that stands in a SLUG.reports.yaml beside one of them, and says which answers are not what the list asks for, and why. With failures the exit code is 1.',
    'tune proposes what to write under "unless:" so that a rule no longer matches the reports in the log of false hits, and still matches every report in the log of true ones and every report that its article owes. It tries each proposal on both sides, refuses where a true hit would be lost (exit code 1), and changes no file. Without RULE it looks at all rules that match a false hit. Blank lines part the reports of a log; without any each line is one.',
  ],
  options: {
    fp: { value: 'LOG', about: 'reports that the rule must not match (false positives)' },
    tp: { value: 'LOG', about: 'reports that it must go on matching (true positives)' },
    json: { about: 'one JSON object' },
  },
  examples: [
    { line: 'kb rules test articles/', about: 'do all articles answer what they owe?' },
    { line: 'kb rules test --json articles/', about: 'for programs' },
  ],
  run,
}

async function* run(call: Call): AsyncGenerator<Output, ExitCode> {
  const [name, ...words] = call.words
  switch (name) {
    case undefined:
      throw new NothingAsked()
    case 'test':
      return yield* test(words, call)
    case 'tune':
      return yield* tuneRules(words, call)
    default:
      throw new KbError('E0101', `kb rules can test and tune, but not "${name}"`, {
        help: 'kb rules -h shows how',
      })
  }
}

const usualFolder = 'articles'

function pathsOf(words: readonly string[]): readonly string[] {
  if (words.length > 0) return words
  if (existsSync(usualFolder)) return [usualFolder]
  throw new KbError('E0101', 'no articles are named', { help: 'for example kb rules test articles/' })
}

interface Authored {
  readonly article: Article
  readonly path: string
  /** The reports that it owes; `null` where there are none. */
  readonly reports: { readonly path: string; readonly text: string } | null
}

/** The articles of a collection; `authored` are those that owe reports. */
interface Pile {
  readonly articles: readonly Article[]
  readonly authored: readonly Authored[]
  readonly unread: readonly KbError[]
}

async function readPile(paths: readonly string[]): Promise<Pile> {
  const [{ readReports, readTexts }, { readArticle }] = await Promise.all([
    import('../../node/texts.ts'),
    import('../../dialect/read-article.ts'),
  ])
  const articles: Article[] = []
  const authored: Authored[] = []
  const unread: KbError[] = []
  for await (const source of readTexts(paths)) {
    if (source instanceof KbError) {
      unread.push(source)
      continue
    }
    const article = readArticle(source.text, source)
    articles.push(article)
    if (article.dialect !== 'authored-markdown') continue
    const path = source.path ?? ''
    const owed = readReports(path)
    if (owed instanceof KbError) unread.push(owed)
    else authored.push({ article, path, reports: owed.text === null ? null : { ...owed, text: owed.text } })
  }
  return { articles, authored, unread }
}

// --- test

async function* test(words: readonly string[], { options, screen }: Call): AsyncGenerator<Output, ExitCode> {
  const pile = await readPile(pathsOf(words))
  yield* pile.unread
  const { reports, failures } = await tryReports(pile)
  if (options.has('json'))
    yield `${printableJson({ schema: 'kb/rules-test/1', articles: pile.authored.length, reports, failures })}\n`
  else {
    for (const failure of failures) yield `${renderFinding(failure, screen)}\n`
    const owing = count(pile.authored.length, 'article')
    const failed = failures.length === 0 ? 'all are right' : `${count(failures.length, 'failure')}`
    yield `${count(reports, 'report')} of ${owing}: ${failed}\n`
  }
  if (pile.unread.length > 0) return 3
  return failures.length > 0 ? 1 : 0
}

async function tryReports(pile: Pile): Promise<{ reports: number; failures: Finding[] }> {
  const [{ openArticles }, { faultsOf, readOwed }, { findingOf }, { remarkOnReports }] = await Promise.all([
    import('../../node/open.ts'),
    import('../lint/trial.ts'),
    import('../lint/finding.ts'),
    import('../lint/owed-reports.ts'),
  ])
  const failures: Finding[] = []
  let reports = 0
  if (pile.articles.length === 0) return { reports, failures }
  const knowledgeBase = await openArticles(pile.articles)
  for (const { article, reports: owed } of pile.authored) {
    if (owed === null || article.id === null) continue
    failures.push(...remarkOnReports(owed.text).map((remark) => findingOf(remark, owed.path, owed.text)))
    for (const one of readOwed(owed.text)) {
      reports++
      const faults = faultsOf(article.id, one, await knowledgeBase.query(one.question))
      if (faults.length === 0) continue
      const message = `"${oneLine(one.question.text)}": ${faults.join('; ')}.`
      const help = remedies[one.list]
      failures.push(
        findingOf({ code: 'failed-report', offset: one.offset, message, help }, owed.path, owed.text),
      )
    }
  }
  return { reports, failures }
}

const remedies = {
  match: 'give a rule of the article a phrase or a message for it; kb query --explain shows what counted',
  reject: 'say under "unless:" what makes it another problem; kb rules tune proposes it',
}

// --- tune

async function* tuneRules(words: readonly string[], call: Call): AsyncGenerator<Output, ExitCode> {
  const { options, screen } = call
  const [fp, tp] = [logOf('fp', call), logOf('tp', call)]
  const [wanted] = words.filter((word) => !existsSync(word))
  const pile = await readPile(pathsOf(words.filter((word) => existsSync(word))))
  yield* pile.unread
  const [{ readText }, { matching, reportsIn, tune }, { readHandWritten }, { readOwed }] = await Promise.all([
    import('../../node/texts.ts'),
    import('../lint/tuning.ts'),
    import('../../rules/hand-written.ts'),
    import('../lint/trial.ts'),
  ])
  const [wrong, right] = [reportsIn(readText(fp).text), reportsIn(readText(tp).text)]
  const rules = pile.authored.flatMap(({ article, reports }) => {
    const owed = reports === null ? [] : readOwed(reports.text).filter(({ list }) => list === 'match')
    return readHandWritten(article).rules.map((rule) => ({
      rule,
      owed: owed.map(({ question }) => question.text),
    }))
  })
  const meant = rules.filter(({ rule }) => wanted === undefined || isCalled(rule, wanted))
  if (meant.length === 0)
    throw new KbError(
      'E0104',
      wanted === undefined ? 'these articles have no rules' : `no rule is called "${wanted}"`,
      {
        help: 'a rule is named as ARTICLE#RULE; only what an author has written can be tuned',
      },
    )
  const tunings = meant
    .filter(({ rule }) => matching(rule, wrong).length > 0)
    .map(({ rule, owed }) => tune(rule, wrong, [...right, ...owed]))
  yield options.has('json')
    ? `${printableJson({ schema: 'kb/rules-tune/1', rules: tunings.map(tuningJson) })}\n`
    : `${renderTuning(tunings, screen)}\n`
  if (pile.unread.length > 0) return 3
  return tunings.length === 0 || tunings.some(({ left }) => left.length > 0) ? 1 : 0
}

function logOf(name: 'fp' | 'tp', { options }: Call): string {
  const path = options.one(name)
  if (path !== null) return path
  throw new KbError('E0101', `kb rules tune needs --${name} LOG`, {
    help: 'a proposal is tried on both sides: kb rules tune --fp false.log --tp true.log',
  })
}

function isCalled({ id, article }: Rule, name: string): boolean {
  return id === name || article === name || id.endsWith(`#${name}`)
}

function tuningJson({
  rule,
  falseHits,
  trueHits,
  exclusions,
  left,
}: Parameters<typeof renderTuning>[0][number]) {
  return {
    rule: rule.id,
    falseHits: falseHits.length,
    trueHits,
    unless: exclusions.map(({ yaml, keepsOut }) => ({ yaml, keepsOut })),
    left,
  }
}
