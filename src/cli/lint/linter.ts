// What should the authors of these articles mend?
//
//     each article   oddities of its text, rules that are not right or never decide, no rule that reaches it, owed reports
//     all of them    one id twice, references to articles that are not there, messages that nothing tells apart

import type { Article, FrontMatterValue } from '../../article/article.ts'
import { locate, readFrontMatter } from '../../dialect/front-matter.ts'
import { readArticle } from '../../dialect/read-article.ts'
import { KbError } from '../../errors.ts'
import type { SourceText } from '../../node/decoded.ts'
import { byCodePoints, type OwedReports } from '../../node/texts.ts'
import { deriveRule } from '../../rules/derive.ts'
import { readHandWritten } from '../../rules/hand-written.ts'
import { type Ambiguity, AmbiguityFinder } from './ambiguity.ts'
import { remarkOnDeadRules } from './dead-rules.ts'
import { type Finding, findingOf, type Remark } from './finding.ts'
import { remarkOnOddities } from './oddities.ts'
import { remarkOnReports } from './owed-reports.ts'

export interface Report {
  /** By path and from top to bottom. */
  readonly findings: readonly Finding[]
  /** Messages that several of the articles quote. */
  readonly ambiguities: readonly Ambiguity[]
}

/** Keeps of each article only what the checks across articles need. */
export class Linter {
  readonly #findings: Finding[] = []
  /** Where each id was first met. */
  readonly #ids = new Map<string, string>()
  readonly #ambiguities = new AmbiguityFinder()
  /** Where the title of each article stands that somebody can mend. */
  readonly #titles = new Map<string, (remark: Omit<Remark, 'offset'>) => Finding>()
  readonly #cited: { readonly id: string; readonly finding: Finding }[] = []

  /** `owed` are the reports beside the article, or why they cannot be read. */
  read(source: SourceText, owed: OwedReports | KbError): void {
    const article = readArticle(source.text, source)
    const at = (remark: Remark): Finding => findingOf(remark, source.path ?? '(standard input)', source.text)
    this.#findings.push(...checks.flatMap((check) => check(article, source.text)).map(at))
    if (article.dialect === 'authored-markdown' && !(owed instanceof KbError))
      this.#findings.push(...checkReports(owed, at))
    this.#ambiguities.read(article)
    if (article.id !== null && article.frontMatter !== null)
      this.#titles.set(article.id, (remark) => at({ ...remark, offset: article.spans.title?.[0] ?? 0 }))
    const duplicate = this.#remember(article)
    if (duplicate !== null) this.#findings.push(at(duplicate))
    const elsewhere = idsElsewhere(article)
    for (const reference of article.references) {
      if (!elsewhere.includes(reference.id))
        this.#cited.push({ id: reference.id, finding: at(missing(reference)) })
    }
  }

  /** Everything found. */
  finish(): Report {
    const missing = this.#cited.filter(({ id }) => !this.#ids.has(id)).map(({ finding }) => finding)
    const ambiguities = this.#ambiguities.finish()
    const findings = [...this.#findings, ...missing, ...ambiguities.flatMap((one) => this.#remarkOn(one))]
    return {
      findings: findings.sort(
        (a, b) => byCodePoints(a.path, b.path) || a.line - b.line || a.column - b.column,
      ),
      ambiguities,
    }
  }

  /** What no fact tells apart is for the author of the first of them to mend. */
  #remarkOn({ message, articles, decides }: Ambiguity): Finding[] {
    const author = articles.find((id) => this.#titles.has(id))
    if (decides !== null || author === undefined) return []
    const others = articles.filter((id) => id !== author)
    return [
      this.#titles.get(author)!({
        code: 'ambiguous',
        message: `"${message}" is quoted by ${others.join(', ')} too, and no fact tells them apart.`,
        help: 'say under "facts:" in which product, version or situation it means this, and ask for it under "ask:"',
      }),
    ]
  }

  #remember({ id, source, spans }: Article): Remark | null {
    if (id === null) return null
    const first = this.#ids.get(id)
    if (first === undefined) {
      this.#ids.set(id, source.path ?? '(standard input)')
      return null
    }
    return {
      code: 'duplicate-id',
      offset: spans.id?.[0] ?? 0,
      message: `${first} has the id ${id} too.`,
      help: 'give one of them another id, or leave one out: only the first is shown',
    }
  }
}

const checks: readonly ((article: Article, text: string) => Remark[])[] = [
  remarkOnOddities,
  remarkOnRules,
  remarkOnDeadRules,
]

/** Rules that are not right, and articles that no rule would ever point to. */
function remarkOnRules(article: Article, text: string): Remark[] {
  const { rules, problems } = readHandWritten(article)
  if (problems.length > 0) {
    const block = readFrontMatter(text)
    return problems.map(({ path, message, help }) => ({
      code: 'bad-rule',
      offset: locate(block, path),
      message,
      help,
    }))
  }
  if (rules.length > 0 || deriveRule(article) !== null) return []
  return [
    {
      code: 'unreachable',
      offset: article.spans.title?.[0] ?? 0,
      message:
        'No rule points to this article: it quotes no message, and nothing says how its problem is put.',
      help: 'quote the message the user sees, or write a rule with a phrase in the front matter',
    },
  ]
}

function checkReports({ path, text }: OwedReports, at: (remark: Remark) => Finding): Finding[] {
  if (text !== null) return remarkOnReports(text).map((remark) => findingOf(remark, path, text))
  return [
    at({
      code: 'missing-reports',
      offset: 0,
      message: 'The article owes reports that it answers, and reports that it does not.',
      help: `write them into ${path}, under "match:" and "reject:"`,
    }),
  ]
}

/** Front matter may say which of the cited articles are in no collection of ours: `elsewhere: [Q4711]`. */
function idsElsewhere({ frontMatter }: Article): readonly FrontMatterValue[] {
  const elsewhere = frontMatter?.elsewhere
  return Array.isArray(elsewhere) ? elsewhere : []
}

function missing({ id, span }: Article['references'][number]): Remark {
  return {
    code: 'missing-reference',
    offset: span[0],
    message: `${id} is cited and is not among these articles.`,
    help: `add it, name the folder it is in too, or say "elsewhere: [${id}]" in the front matter`,
  }
}
