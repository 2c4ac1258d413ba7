// kb new: how does a new article begin?

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { KbError } from '../../errors.ts'
import { makeFolder } from '../../node/new-folder.ts'
import { type Call, type Command, type ExitCode, NothingAsked, type Output } from '../command.ts'
import { printable } from '../terminal.ts'

export const command: Command = {
  name: 'new',
  summary: 'a new article with the reports it owes',
  usage: ['kb new SLUG [--dir FOLDER]'],
  about: [
    'Writes SLUG.md and SLUG.reports.yaml. A slug is lower-case words with hyphens between, and says what the article is about: modem-shared-busy. Nothing that exists is overwritten.',
    'Fill in both and run kb check: it says what is still owed.',
  ],
  options: { dir: { value: 'FOLDER', about: 'where to write them (articles)' } },
  examples: [
    { line: 'kb new printer-offline', about: 'articles/printer-offline.md and its reports' },
    { line: 'kb new printer-offline --dir kb', about: 'the same in another folder' },
  ],
  run,
}

async function* run({ words, options }: Call): AsyncGenerator<Output, ExitCode> {
  if (words.length === 0) throw new NothingAsked()
  const slug = slugOf(words)
  const folder = options.one('dir') ?? 'articles'
  const today = new Date().toISOString().slice(0, 10)
  const files: readonly (readonly [name: string, text: string])[] = [
    [`${slug}.md`, articleTemplate(slug, today)],
    [`${slug}.reports.yaml`, reportsTemplate],
  ]
  for (const [name, text] of files) yield `${printable(create(folder, name, text))}\n`
  return 0
}

function slugOf(words: readonly string[]): string {
  const given = words.join(' ')
  if (/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(given)) return given
  const near = given
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  throw new KbError(
    'E0101',
    `"${given}" is no slug: lower-case letters, digits and single hyphens make one`,
    {
      help: `for example kb new ${near || 'printer-offline'}`,
    },
  )
}

/** Writes a file that must not exist yet; returns its path. Throws E0401. */
function create(folder: string, name: string, text: string): string {
  const path = join(folder, name)
  try {
    makeFolder(folder)
    writeFileSync(path, text, { flag: 'wx' })
    return path
  } catch (problem) {
    const exists = (problem as NodeJS.ErrnoException).code === 'EEXIST'
    throw new KbError(
      'E0401',
      exists ? 'it is there already' : `it cannot be written: ${(problem as Error).message}`,
      {
        help: exists
          ? 'take another slug, or move the file away'
          : 'name a folder you may write to with --dir',
        place: { file: path },
        cause: problem,
      },
    )
  }
}

function articleTemplate(slug: string, today: string): string {
  const subject = slug.replaceAll('-', ' ')
  return `---
kb: ${slug}
title: "Say in one line what the user sees (${subject})"
products:
  - Name of the product 1.0
keywords: [${slug.split('-').join(', ')}]
updated: ${today}
rules:
  - id: ${slug}
    when:
      any: # one is enough
        - message: "Put the exact words of the message here, with {any:1..4} for what varies in ${subject}"
        - phrase:
            about: [${subject}]
            state: [what it does wrong]
---

## Symptoms

Say what the user does, and what happens then. Quote a message exactly as it is shown:

\`\`\`text
Put the exact words of the message here, with names as they were in ${subject}
\`\`\`

## Cause

Say why it happens, as far as it is known.

## Resolution

1. Say the first thing to do.
2. Say how to see that it helped.
`
}

const reportsTemplate = `# What users write who have this problem, in many ways: this article must be the answer.
#   - report: what they write
match: []
# What sounds alike and is another problem: this article must not be the answer.
#   - report: what they write
#     instead: id-of-the-right-article
reject: []
`
