// Which reports does each bundled article owe, and does an answer keep what they ask?
//
// The form of the lists is told at the head of `articles.test.ts`.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FAILSAFE_SCHEMA, load } from 'js-yaml'
import type { Answer } from '../../src/answer.ts'
import { faultsOf, type Owed, readOwed } from '../../src/cli/lint/trial.ts'

export const articlesFolder = fileURLToPath(new URL('../../articles', import.meta.url))

/** The four errors that must always get their fix. */
export const fourProblems: readonly string[] = ['Q224499', 'Q180399', 'sbs-client-add-pack-disk', 'Q235786']

export interface Owner {
  readonly slug: string
  readonly id: string
  readonly frontMatter: Readonly<Record<string, unknown>>
}

export function readOwners(): Owner[] {
  return slugsOf('.md').map((slug) => {
    const [, yaml = ''] = readFileSync(join(articlesFolder, `${slug}.md`), 'utf8').split(/^---$/m)
    const frontMatter = load(yaml, { schema: FAILSAFE_SCHEMA }) as Record<string, unknown>
    return { slug, id: String(frontMatter.kb), frontMatter }
  })
}

/** The names, without the suffix, of the files that have it. */
export function slugsOf(suffix: string): string[] {
  return readdirSync(articlesFolder)
    .filter((name) => name.endsWith(suffix))
    .map((name) => name.slice(0, -suffix.length))
    .sort()
}

/** As the file has it, of whatever form. */
export function loadReports(slug: string): unknown {
  return load(readFileSync(join(articlesFolder, `${slug}.reports.yaml`), 'utf8'), { schema: FAILSAFE_SCHEMA })
}

/** As `kb rules test` reads them. */
export function readReports(slug: string): Owed[] {
  return readOwed(readFileSync(join(articlesFolder, `${slug}.reports.yaml`), 'utf8'))
}

/** As `kb rules test` says them; and a near miss must not settle on any of the four problems either. */
export function faultsOfBundled(id: string, owed: Owed, answer: Answer): string[] {
  const isNearMiss = owed.list === 'reject' && owed.instead === null
  return [...faultsOf(id, owed, answer), ...(isNearMiss ? answersOneOf(fourProblems, answer) : [])]
}

/** The fault of an answer that settles on one of these articles. */
export function answersOneOf(ids: readonly string[], { answered, hits }: Answer): string[] {
  const [first] = hits
  return answered && first !== undefined && ids.includes(first.id) ? [`${first.id} is the answer`] : []
}
