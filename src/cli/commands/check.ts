// kb check: what should the authors of these articles mend?

import { KbError } from '../../errors.ts'
import { type Call, type Command, type ExitCode, NothingAsked, type Output } from '../command.ts'
import { renderAmbiguities, renderFinding, renderTally } from '../render/findings.ts'
import { printableJson } from '../terminal.ts'

export const command: Command = {
  name: 'check',
  summary: 'what to mend in articles and their rules',
  usage: ['kb check PATH…'],
  about: [
    'Reads articles as kb parse does and tells their authors what is wrong, where (file:line:column) and how to mend it: oddities of the text, rules that are not right, articles that no rule points to, owed reports that are not there, one id in two articles, references to articles that are not among those named, rules that are too general or can never decide, messages of several articles that no fact tells apart. With findings the exit code is 1. Messages that a fact does tell apart are listed with it, and are no finding.',
  ],
  options: { json: { about: 'one JSON object with all findings' } },
  examples: [
    { line: 'kb check articles/', about: 'a folder of articles, with the references between them' },
    { line: 'kb check --json articles/', about: 'for programs and editors' },
  ],
  run,
}

async function* run({ words, options, screen }: Call): AsyncGenerator<Output, ExitCode> {
  if (words.length === 0) throw new NothingAsked()
  const { readReports, readTexts } = await import('../../node/texts.ts')
  const { Linter } = await import('../lint/linter.ts')
  const linter = new Linter()
  let articles = 0
  let unread = 0
  for await (const source of readTexts(words)) {
    const owed = source instanceof KbError ? source : readReports(source.path ?? '')
    if (owed instanceof KbError) {
      unread++
      yield owed
    }
    if (source instanceof KbError) continue
    articles++
    linter.read(source, owed)
  }
  const { findings, ambiguities } = linter.finish()
  if (options.has('json'))
    yield `${printableJson({ schema: 'kb/check/1', articles, findings, ambiguities })}\n`
  else {
    for (const finding of findings) yield `${renderFinding(finding, screen)}\n`
    if (ambiguities.length > 0) yield `${renderAmbiguities(ambiguities, screen)}\n`
    yield `${renderTally(findings, articles)}\n`
  }
  if (unread > 0) return 3
  return findings.length > 0 ? 1 : 0
}
