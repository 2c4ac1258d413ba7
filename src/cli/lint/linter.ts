// What should the authors of these articles mend?
//
//     each article   oddities of its text, rules that are not right, no rule that reaches it, owed reports
//     all of them    one id twice, references to articles that are not there

import type { Article, FrontMatterValue } from '../../article/article.ts'
import { locate, readFrontMatter } from '../../dialect/front-matter.ts'
import { readArticle } from '../../dialect/read-article.ts'
import { KbError } from '../../errors.ts'
import { byCodePoints, type OwedReports, type SourceText } from '../../node/texts.ts'
import { generalBackground } from '../../rules/background.ts'
import { deriveRule } from '../../rules/derive.ts'
import { readHandWritten } from '../../rules/hand-written.ts'
import { type Finding, findingOf, type Remark } from './finding.ts'
import { remarkOnOddities } from './oddities.ts'
import { remarkOnReports } from './owed-reports.ts'

/** Keeps of each article only what the checks across articles need. */
export class Linter {
  readonly #findings: Finding[] = []
  /** Where each id was first met. */
  readonly #ids = new Map<string, string>()
  readonly #cited: { readonly id: string; readonly finding: Finding }[] = []

  /** `owed` are the reports beside the article, or why they cannot be read. */
  read(source: SourceText, owed: OwedReports | KbError): void {
    const article = readArticle(source.text, source)
    const at = (remark: Remark): Finding => findingOf(remark, source.path ?? '(standard input)', source.text)
    this.#findings.push(...checks.flatMap((check) => check(article, source.text)).map(at))
    if (article.dialect === 'authored-markdown' && !(owed instanceof KbError))
      this.#findings.push(...checkReports(owed, at))
    const duplicate = this.#remember(article)
    if (duplicate !== null) this.#findings.push(at(duplicate))
    const elsewhere = idsElsewhere(article)
    for (const reference of article.references) {
      if (!elsewhere.includes(reference.id))
        this.#cited.push({ id: reference.id, finding: at(missing(reference)) })
    }
  }

  /** Everything found, by path and from top to bottom. */
  finish(): Finding[] {
    const missing = this.#cited.filter(({ id }) => !this.#ids.has(id)).map(({ finding }) => finding)
    return [...this.#findings, ...missing].sort(
      (a, b) => byCodePoints(a.path, b.path) || a.line - b.line || a.column - b.column,
    )
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

const checks: readonly ((article: Article, text: string) => Remark[])[] = [remarkOnOddities, remarkOnRules]

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
  if (rules.length > 0 || deriveRule(article, generalBackground) !== null) return []
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
