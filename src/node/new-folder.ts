// How does a folder come to be, with all above it?
//
// Like `mkdirSync(path, { recursive: true })`, which never returns where a file system makes no folders and calls the
// reason ENOENT, as /proc does.

import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** Nothing happens where there is one. Throws what the system says: EEXIST or ENOTDIR where a file is in the way. */
export function makeFolder(path: string, mkdir: (path: string) => void = mkdirSync): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return
  try {
    mkdir(path)
  } catch (problem) {
    const above = dirname(path)
    const isAboveThere = above === path || statSync(above, { throwIfNoEntry: false }) !== undefined
    if ((problem as NodeJS.ErrnoException).code !== 'ENOENT' || isAboveThere) {
      // another process may have been quicker
      if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return
      throw problem
    }
    makeFolder(above, mkdir)
    mkdir(path)
  }
}
