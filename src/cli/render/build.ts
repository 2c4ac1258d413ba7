// What does a build say when it is done?
//
//     kb-index: 3 articles from 5 files
//     1 file left out, with the id of another article:
//       modem: new.md is kept, of 2001-01-01; old.md is of 1999-01-01
//     1 path left out, not readable: see the errors
//     2 issues in the articles: kb check lists them
//
// and of an update, below the first line
//
//     1 file read, 4 taken over, 1 gone

import type { BuildReport, UpdateReport } from '../../node/build.ts'
import type { PartSize } from '../../segment/sizes.ts'
import { printable } from '../terminal.ts'
import { count, grouped } from './quantity.ts'

type Duplicate = BuildReport['duplicates'][number]

/** More lines than that nobody reads; `--json` has all. */
const mostDuplicates = 10

export function renderBuild(
  out: string,
  {
    manifest,
    files,
    duplicates,
    failures,
    issues,
    update,
  }: Omit<BuildReport, 'manifest'> & {
    readonly manifest: { readonly documents: number }
  },
): string {
  const shown = duplicates.slice(0, mostDuplicates)
  const more = duplicates.length - shown.length
  const notes = [
    ...(update === null ? [] : [renderUpdate(update)]),
    ...(duplicates.length === 0
      ? []
      : [`${count(duplicates.length, 'file')} left out, with the id of another article:`]),
    ...shown.map((duplicate) => `  ${renderDuplicate(duplicate)}`),
    ...(more === 0 ? [] : [`  and ${grouped(more)} more: kb build --json lists all of them`]),
    ...(failures.length === 0
      ? []
      : [`${count(failures.length, 'path')} left out, not readable: see the errors`]),
    ...(issues === 0 ? [] : [`${count(issues, 'issue')} in the articles: kb check lists them`]),
  ]
  const head = `${printable(out)}: ${count(manifest.documents, 'article')} from ${count(files, 'file')}`
  return [head, ...notes].join('\n')
}

function renderUpdate({ read, readAgain, reused, removed, anew }: UpdateReport): string {
  if (anew !== null) return `all of it built anew, for what was there cannot be updated: ${printable(anew)}`
  const again = readAgain === 0 ? '' : ` (${grouped(readAgain)} of them unchanged)`
  return `${count(read + readAgain, 'file')} read${again}, ${grouped(reused)} taken over, ${grouped(removed)} gone`
}

function renderDuplicate({ kept, dropped }: Duplicate): string {
  const [id, path, other] = [kept.id ?? '', kept.path, dropped.path].map(printable)
  return whyKept({ kept, dropped }) === 'later'
    ? `${id}: ${path} is kept, ${dated(kept)}; ${other} is ${dated(dropped)}`
    : `${id}: ${path} is kept, first by path; ${other} is no later`
}

function dated({ lastModified }: Duplicate['kept']): string {
  return lastModified === '' ? 'without a date' : `of ${printable(lastModified)}`
}

/** `later`: it was modified later; `first`: they are equally old, and its path comes first. */
export function whyKept({ kept, dropped }: Duplicate): 'later' | 'first' {
  return kept.lastModified > dropped.lastModified ? 'later' : 'first'
}

/** A table: each group, and under it its parts. */
export function renderSizes(sizes: readonly PartSize[]): string {
  const sumOf = (parts: readonly PartSize[]): number => parts.reduce((sum, { bytes }) => sum + bytes, 0)
  const total = sumOf(sizes)
  const groups = [...new Set(sizes.map(({ group }) => group))]
  const rows = groups.flatMap((group) => {
    const parts = sizes.filter((size) => size.group === group)
    return [
      { name: group, bytes: sumOf(parts) },
      ...parts.map(({ part, bytes }) => ({ name: `  ${part}`, bytes })),
    ]
  })
  return [
    `${'space'.padEnd(14)}${'bytes'.padStart(14)}${'share'.padStart(8)}`,
    ...[...rows, { name: 'all', bytes: total }].map(
      ({ name, bytes }) =>
        `${printable(name).padEnd(14)}${grouped(bytes).padStart(14)}${`${Math.round((100 * bytes) / total)} %`.padStart(8)}`,
    ),
  ].join('\n')
}
