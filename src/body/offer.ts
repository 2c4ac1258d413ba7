// What does this sentence offer somebody who has the problem?
//
//     To resolve this problem, obtain the latest service pack ...       something to get
//     To work around this problem, do not use ...                       a way around
//     To correct this problem, set ...                                  a cure
//     Set the value to 1.                                               something to do
//     There is no workaround at this time.                              nothing

import type { Passage } from './passage.ts'
import { sentencesOf } from './sentence.ts'
import * as traits from './traits.ts'

export type Offer = 'nothing' | 'get' | 'around' | 'resolve' | 'ask' | 'act'

export interface FoundOffer {
  readonly offer: Offer
  readonly sentence: Passage
}

/** What tells a text by its words. */
export interface Sign {
  /** Every text has it in which the pattern is found. */
  readonly trait: number
  readonly pattern: RegExp
}

export function shows({ text, traits }: Passage, { trait, pattern }: Sign): boolean {
  return (traits & trait) !== 0 && pattern.test(text)
}

const nothing =
  /^(?:currently,? )?none\b|\bis (?:currently )?developing (?:an?|the) \w+ |\bthere (?:is|are) (?:currently |presently )?no (?:known |direct )?(?:work-?arounds?|fix|solutions?|resolutions?|ways?)\b(?! other than| except)|\bno (?:known )?(?:work-?around|fix|solution) (?:is|exists)\b|\bcannot be (?:resolved|corrected|fixed|worked around)\b|\bfix (?:to this problem )?is (?:in|being|under) develop/i
const fixes =
  'service packs?|fix|hotfix(?:es)?|hot fix|quick fix|patch(?:es)?|updates?|upgrade|update rollup|firmware|BIOS'
const get = new RegExp(
  [
    String.raw`\b(?:obtain(?:ing)?|download(?:ing)?|order(?:ing)?|purchas\w+|acquir\w+)\b.{0,90}\b(?:${fixes}|updated|versions?|files?|drivers?|release|disks?|cd|copy|software|toolkit|latest|replacement)\b`,
    String.raw`\b(?:fix|hotfix|patch|update)\b.{0,40}\bis (?:now )?available\b`,
    String.raw`\b(?:install|apply)(?:ing)?\b.{0,70}\b(?:${fixes}|updated (?:version|file|driver)s?|(?:newer|later) (?:versions?|drivers?|release)|latest|newest)\b`,
    String.raw`\binstall\b.{0,80}\b(?:version \d|\d or later|from the following (?:\w+ )?(?:web|internet|ftp|location|site))\b`,
    String.raw`\bupgrad(?:e|ing)\b.{0,60}\b(?:to|version|product|your|from)\b`,
    String.raw`\b(?:contact|call|ask|consult)\b.{0,90}\b(?:fix|updated?|patch|upgrade|hotfix|newer|new|replacement|latest)\b(?! information)`,
    String.raw`\b(?:BIOS|driver|version|software|release|file|patch)\b.{0,60}\b(?:is|are) (?:now |currently )?available (?:from|on|at|for download)\b`,
    String.raw`\bupdate (?:to|for) .{0,60}\bcorrects\b|\bMicrosoft has (?:updated|modified)\b`,
    String.raw`\b(?:use|replace|update)\b.{0,60}\b(?:newer|later|updated|latest) (?:versions?|drivers?|release|files?)\b`,
    String.raw`\b(?:was|were|has been|have been|is|are) (?:first |also )?(?:corrected|fixed|resolved|eliminated|addressed)\s+(?:in|with|by) (?!\w+ing\b|doing)`,
  ].join('|'),
  'i',
)
const around = /\bwork(?:s|ed|ing)?[- ]?around\b|\bwork-?arounds?\b/i
const resolve =
  /\bto (?:resolve|correct|fix|solve|eliminate|repair)\b|\byou can (?:resolve|correct|fix|solve|eliminate) (?:this|the) .{0,60}\bby \w+ing\b/i
/** What stands before every change of the registry. */
const warning: Sign = {
  trait: traits.caution,
  pattern:
    /\bat your own risk\b|\bRegistry Editor incorrectly\b|\bhow to (?:edit|back ?up|modify) the registry\b|\bback up (?:your |the )?registry\b|\bupdate your Emergency Repair Disk\b/i,
}
const ask =
  /^(?!If you have limited|For (?:(?:more|additional|further) )?information).*\b(?:contact|call|ask)\b.*\b(?:Microsoft|Product Support|Technical Support|Support Professional|PSS)\b/i
const act =
  /(?:^|[,:;] |\bthen |\bplease |\byou (?:can|must|should|need to|may|have to|will need to) (?:also |either )?|\bto do so,? |\bsimply |\beither )["(]?(?:add|adjust|allow|assign|avoid|back up|change|check|choose|clear|click|close|compile|configure|confirm|connect|convert|copy|create|declare|decrease|define|delete|disable|disconnect|do|double-click|edit|enable|ensure|enter|exit|follow|force|format|free|go|ignore|increase|insert|install|link|load|log|make|modify|move|open|perform|place|press|print|put|quit|rebuild|recompile|reduce|reinstall|remove|rename|repair|replace|reset|restart|restore|retype|run|save|select|set|specify|start|stop|switch|try|turn|type|unload|use|verify|view|wait|write)\b|\b(?:must|should|needs? to|ha(?:s|ve) to) be \w+(?:ed|en|t)\b/i

/** "Install the driver, or contact its vendor": asking is what remains to somebody who cannot do the first. */
const asksOtherwise = new RegExp(
  String.raw`(?:${act.source}).*\b(?:or|otherwise),? (?:contact|call|ask)\b`,
  'i',
)

/** In order of weight: what a sentence says of getting something outweighs its other words. */
const offers: readonly (Sign & { readonly offer: Offer })[] = [
  { offer: 'nothing', trait: traits.nothing, pattern: nothing },
  { offer: 'get', trait: traits.get, pattern: get },
  { offer: 'around', trait: traits.around, pattern: around },
  { offer: 'ask', trait: traits.ask, pattern: ask },
  { offer: 'resolve', trait: traits.resolve, pattern: resolve },
  { offer: 'act', trait: traits.any, pattern: act },
]

/** `null` for a sentence that explains. */
export function offerIn(sentence: Passage): Offer | null {
  const { text } = sentence
  const offer = offers.find((sign) => shows(sentence, sign))?.offer ?? null
  // A choice between getting something and doing something is a way around.
  if (offer === 'get' && around.test(text) && /\beither\b/i.test(text)) return 'around'
  if (offer === 'ask' && asksOtherwise.test(text)) return resolve.test(text) ? 'resolve' : 'act'
  return offer
}

/** Passages at the start of an answer, warnings apart, that may be needed to see its first offer. */
const opening = 5

/** The offer that comes first in print. A lead-in that ends in a colon leaves it to what it leads in to. */
export function firstOffer(passages: readonly Passage[]): FoundOffer | null {
  let first: FoundOffer | null = null
  let left = opening
  for (const passage of passages) {
    if (shows(passage, warning)) continue
    if (left-- === 0) break
    for (const sentence of sentencesOf(passage)) {
      const offer = offerIn(sentence)
      if (offer === null) continue
      if (first === null) {
        first = { offer, sentence }
        if (offer === 'nothing' || (offer === 'resolve' && sentence.text.endsWith(':'))) continue
        return first
      }
      if (first.offer === 'nothing') {
        if (offer !== 'ask' && offer !== 'nothing' && !nothing.test(sentence.text)) return { offer, sentence }
        continue
      }
      return offer === 'get' ? { offer, sentence } : first
    }
  }
  return first
}

/** What articles without a way out say of the problem. */
export const saysSo = {
  corrected: {
    trait: traits.corrected,
    pattern:
      /\b(?:was|were|has been|have been|is|are|been) (?:first |also )?(?:corrected|fixed|resolved|eliminated|addressed|solved)\s+(?:in|with|by)\b(?! (?:an? |the )?(?:future|upcoming|this (?:article|document)))|\bno longer occurs?\s+in|\bdoes not occur\s+in (?:later|version|Windows|Microsoft|the (?:next|latest|current))|\b(?:corrected|fixed)\s+(?:this problem )?in\b(?! (?:an? |the )?(?:future|upcoming))/i,
  },
  design: {
    trait: traits.design,
    pattern:
      /\bby design\b|\bthis is (?:the |an )?(?:expected|normal|intended) behavior\b|\bthis behavior is (?:the |an )?(?:expected|normal|intended)\b|\bworking as designed\b|\bis (?:normal|expected) behavior\b|\bbehavior is consistent with\b/i,
  },
  limit: {
    trait: traits.limit,
    pattern:
      /\b(?:design|product|software|hardware) limitation\b|\bis a (?:known )?limitation\b|\bnot (?:currently )?supported\b|\b(?:is|are) unsupported\b|\bsupported only\b|\bdoes not support\b/i,
  },
  open: {
    trait: traits.open,
    pattern:
      /\b(?:is|are) (?:currently )?(?:researching|investigating|looking into)\b|\bunder investigation\b|\bmicrosoft has confirmed\b/i,
  },
  around: {
    trait: traits.around,
    pattern:
      /\b(?:to|can|could|may) work-? ?around (?:this|the|these|it)\b|(?<!\b(?:not|no|never|without) )\b(?:an?|the|one|another|possible|only|current|best|easiest|simplest|easy|simple|alternate) work-?around\b(?=(?: (?:to|for) .{0,60})? (?:is|are|would be|may be) (?!(?:described|given|provided|shown|listed|discussed|demonstrated)\b)| for\b)|\bas a work-?around\b/i,
  },
  available: {
    trait: traits.available,
    pattern:
      /(?<!\b(?:no|if|when|until|whether|once)(?: an?| the)?(?: known| supported)? )\b(?:fix|hotfix|patch)\b.{0,40}\bis (?:now |currently )?available\b|\bto obtain (?:this|the|a) (?:fix|hotfix|patch)\b/i,
  },
  vendor: {
    trait: traits.vendor,
    pattern:
      /\b(?:manufacturer|vendor)\b.{0,80}\b(?:consulted|contacted)\b.{0,40}\b(?:fix|update|upgrade)|\bcontact\b.{0,60}\b(?:manufacturer|vendor)\b.{0,80}\b(?:fix|updated?|upgrade|patch|newer)\b/i,
  },
  way: {
    trait: traits.way,
    pattern:
      /\b(?:to (?:resolve|correct|avoid|prevent|fix) (?:this|the|these)|follow these steps|you can use)\b|\b(?:one|another|the|only|possible|temporary) solution\b.{0,30} is to\b/i,
  },
  failure: {
    trait: traits.failure,
    pattern:
      /\b(?:errors?|fail(?:s|ed|ure)?|stops?|hangs?|crash\w*|corrupt\w*|los[ets]\w*|damaged?|faults?|violation|exception|cannot)\b/i,
  },
  nothing: { trait: traits.nothing, pattern: nothing },
} as const satisfies Readonly<Record<string, Sign>>

/** In a text that may say some of what `open`, `around` and `design` say: an article that tells of no problem does not. */
export function tellsOfProblem(text: string): boolean {
  for (const words of troubleWords) if (text.includes(words)) return true
  return false
}

const troubleWords = ['confirmed', 'work around', 'workaround', 'by design', 'behavior is', 'will post']
