// What can an author do about an oddity of the text?

import type { Article, IssueCode } from '../../article/article.ts'
import type { Remark } from './finding.ts'

export function remarkOnOddities({ issues }: Article): Remark[] {
  return issues.map(({ code, message, offset }) => ({ code, message, offset, help: remedies[code] }))
}

const remedies: Readonly<Record<IssueCode, string>> = {
  'missing-id': 'give it an id: "kb: some-slug" in the front matter',
  'missing-title': 'give it a title: "title: ..." in the front matter',
  'missing-products': 'say what it applies to: a list "products:" in the front matter',
  'missing-date': 'say when it was last looked at: "updated: 2000-12-31" in the front matter',
  'missing-sections': 'write what the user sees under "## Symptoms" and the way out under "## Resolution"',
  'empty-section': 'write the section or remove its heading',
  'lost-structure': 'take another copy of the text, one with its lists and line breaks',
  'unknown-dialect': 'begin an article with front matter (kb new shows how), or leave the file out',
  'half-wrapper': 'add the missing half of {% raw %} ... {% endraw %}, or remove the other',
  'id-mismatch': 'let the text name one id everywhere',
  'cut-title': 'write the title in full',
  'odd-date': 'write dates as 2000-12-31',
  'odd-header': 'write the header field as the other articles have it',
  'odd-bytes': 'save the file as UTF-8',
  'bad-front-matter': 'write plain "key: value" lines, lists and maps; no anchors, tags or code',
  'bad-rule': 'kb new shows what a rule looks like',
  'too-deep': 'take some levels out of the lists and quotes',
  'too-large': 'cut the text into several articles',
}
