// What is too much for one article?

import { KbError } from '../errors.ts'

/** `limit`: what there may be at most, where the message does not say so itself. */
export function tooMuch(what: string, { limit, file }: { limit?: string; file: string | null }): KbError {
  const help = 'cut the file into one file an article'
  return new KbError('E0204', what, {
    help: limit === undefined ? help : `${limit}: ${help}`,
    ...(file !== null && { place: { file } }),
  })
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
