// What does one see of a verified index?
//
//     sound: 8 files, 119,102 bytes: 26 articles, 893 terms, 2,251 postings

import type { VerifyReport } from '../../segment/verify.ts'
import { count } from './quantity.ts'

export function renderVerified(report: VerifyReport): string {
  const { files, bytes, documents, terms, postings, problems } = report
  const read = `${count(files, 'file')}, ${count(bytes, 'byte')}`
  const held = `${count(documents, 'article')}, ${count(terms, 'term')}, ${count(postings, 'posting')}`
  return problems.length === 0
    ? `sound: ${read}: ${held}`
    : `damaged: ${count(problems.length, 'file')} of ${read}: ${held}`
}
