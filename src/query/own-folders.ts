// Which parts of a line are names that the reporter gave himself?
//
//     Cannot open D:\sales\1999\setup.exe      D:\sales\1999
//     del "E:\letters to the press\one.doc"    E:\letters to the press
//
// Folders of somebody's disk are rare words, and articles that happen to have them are about something else. What comes
// last stays, where it is the name of a file: programs and their parts are called the same everywhere.

import type { Span } from '../article/article.ts'

const pathOnDisk = /"[a-z]:\\[^"]*"|(?<!\w)[a-z]:\\[^\s"'<>|,;()]*/gi
const fileName = /\.[a-z]\w{1,3}[.:]?"?$/i

/** In order. */
export function ownFolders(line: string): Span[] {
  if (!line.includes(':\\')) return []
  return Array.from(line.matchAll(pathOnDisk), ({ 0: path, index }): Span => {
    const end = fileName.test(path) ? path.lastIndexOf('\\') : path.length
    return [index, index + end]
  })
}
