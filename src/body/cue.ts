// Does this sentence announce a message?
//
//     When you start Setup, you may receive the following error message:
//                           before          pointer   after
//
// The noun that comes first after the pointer says what follows: a message, or steps, files, conditions. Where no noun
// does ("an error similar to the following:"), the words before the pointer must speak of a message.

import { lastCode } from './line.ts'
import { matchesOf } from './matches.ts'
import type { Passage } from './passage.ts'
import { messageWord } from './text.ts'
import { message } from './traits.ts'

export interface Cue {
  /** Points ahead ("the following", "this"); only then are bullets messages. */
  readonly points: boolean
  /** "one of the following error messages": several blocks are several messages. */
  readonly plural: boolean
  /** Ends in a colon, so that what follows is meant even where it does not stand apart. */
  readonly colon: boolean
}

/** What a text says of the texts after it; `null` where it announces no message. Texts that just stop are `open`. */
export function cueOf({ text, traits }: Passage): Cue | null {
  if ((traits & message) === 0) return null
  const colon = lastCode(text) === 58
  if (!colon && !isOpen(text) && !announcesAsSentence(text)) return null
  const tail = text.slice(-300)
  if (!messageWord.test(tail)) return null
  const sentence = lastSentence(tail)
  const pointed = lastPointer(sentence)
  const points = pointed !== null || label.test(sentence)
  if (!(pointed === null ? points || announcesPlainly(sentence) : announcesAhead(pointed, sentence)))
    return null
  return { points, plural: /\b(?:messages|errors|warnings|events|alerts|entries)\b/i.test(sentence), colon }
}

/** "... you receive the error message", with the message under it. */
function isOpen(text: string): boolean {
  const end = lastCode(text)
  return (end >= 97 && end <= 122) || end === 44 || end === 59 || end === 45
}

/** "The following message appears." is a whole sentence. */
function announcesAsSentence(text: string): boolean {
  return /^below (?:is|are) the .*messages?\b|\bfollowing [^.:]{0,60}\b(?:messages?|errors?)\b[^.:]{0,200}\.$/i.test(
    text.slice(-300),
  )
}

function lastSentence(tail: string): string {
  let cut = tail.length - 2
  while (cut >= 0 && !endsSentence(tail, cut)) cut--
  return cut < 0 || tail.length - cut < 12 ? tail : tail.slice(cut + 2)
}

/** A dot, a question mark or an exclamation mark, and a blank. */
function endsSentence(text: string, at: number): boolean {
  if (text.charCodeAt(at + 1) !== 32) return false
  const code = text.charCodeAt(at)
  return code === 46 || code === 63 || code === 33
}

/** A machine's message, by its nouns. A prompt to type at is none, nor is an event that is not logged. */
const messageNoun =
  /\b(?:messages?|errors?|warnings?|alerts?|STOP|stop (?:code|screen)|exceptions?|(?<!\b(?:DOS|command|line|dash|dot|system|C|A|FTP|SQL|OK) )prompts?|faults?|dialog(?: box)?(?:es)?|blue screen|trap|pop-?up|events? (?:ID|log|message|entr(?:y|ies))|(?:log|event|error) entr(?:y|ies)|(?:error|message) text|non-?delivery (?:reports?|receipts?|notifications?)|NDRs?|prompted with)\b/i
/** Said of a log or a message they are one. */
const weakNoun = /\b(?:descriptions?|comments?|lines?|text)\b/i
const loggedNoun =
  /\b(?:descriptions?|entry|entries|events?|information|lines?|output|response|status|text)\b/i
const logged = /\b(?:log|logs|logged|event viewer|\w+\.log)\b/i
const otherNoun =
  /\b(?:address(?:es)?|articles?|cases?|causes?|changes?|code|columns?|commands?|comments?|components?|conditions?|data|descriptions?|documents?|entr(?:y|ies)|events?|examples?|features?|fields?|files?|folders?|formats?|forms?|formulas?|functions?|headers?|information|instructions?|issues?|items?|keys?|lines?|lists?|locations?|macros?|methods?|names?|numbers?|options?|order|output|parameters?|phrases?|problems?|procedures?|products?|programs?|propert(?:y|ies)|quer(?:y|ies)|questions?|reasons?|registry|requirements?|resources?|results?|samples?|scenarios?|scripts?|sections?|services?|settings?|situations?|statements?|steps?|strings?|subject|switch(?:es)?|symptoms?|syntax|tables?|text|topics?|true|types?|values?|versions?|ways|web sites?|words|workarounds?)\b/i
const shows =
  /\b(?:is|are|be|receives?|displays?|displayed|appears?|occurs?|returns?|returned|reports?|reported|generates?|generated|logged|shows?|shown|sees?|gets?|gives?|given|says?|states?|reads?|similar|produces?|issues?|encounters?|prompted|results?|fails?|equates)\b/i
/** Told to the reader, not by the machine. */
const tells =
  /\b(?:check|consider|do|perform|try|verify|type|typing|enter|insert|add|use|run|issue|set|change|create|send|write|paste|modify|edit|replace|copy)(?:ing)?\s+(?:(?:in|one|any|either|both|all|of|the|a|it|to)\s+)*$/i
const explains =
  /\b(?:above|preceding|previous|earlier|reasons?|why|resolve|correct|avoid|prevent|suppress|typing)\b/i

/** "Error message:" */
const label =
  /^(?:(?:[\w .]{0,30} )?error (?:messages?|text)|errors?|messages?|warnings?|warning messages?)(?: \d+)?:$/i

/** "a series of related events appear in the System Log:" */
const logsEvents = /\bevents?\b[^.]{0,70}\b(?:appears?|logged|recorded|written)\b[^.]{0,50}:$/i

/** Without a pointer: "you receive an error message:". The last noun says what follows. */
function announcesPlainly(sentence: string): boolean {
  if (logsEvents.test(sentence)) return true
  const message = lastAt(messageNoun, sentence)
  return (
    message !== -1 &&
    message > sentence.length - 90 &&
    message >= lastAt(otherNoun, sentence) &&
    shows.test(sentence) &&
    !explains.test(sentence)
  )
}

function announcesAhead({ before, after }: Pointer, sentence: string): boolean {
  if (tells.test(before) || (/\bwith (?:the )?$/.test(before) && /^ exceptions?:/.test(after))) return false
  const message = firstAt(messageNoun, after)
  const other = firstAt(otherNoun, after)
  if (message < other) return !aboutMessage.test(after.slice(0, message))
  if (other < Number.POSITIVE_INFINITY) {
    if (logged.test(sentence)) return firstAt(loggedNoun, after) <= other
    return firstAt(weakNoun, after) <= other && (messageNoun.test(before) || /\bevents?\b/.test(before))
  }
  // "an error similar to the following:", not "an error caused by one of the following:"
  const named = lastAt(messageNoun, before)
  return (
    isBare(after) &&
    named !== -1 &&
    named >= lastAt(otherNoun, before) &&
    !/,(?! (?:similar|such|like))|\b(?:caus\w+|because|due|if|when|by|occurs?|indicates?|means?)\b/i.test(
      before.slice(named),
    )
  )
}

/** "the following sequences reproduce the errors" */
const aboutMessage =
  /\b(?:that|which|to|for|caus\w+|generat\w+|produc\w+|reproduc\w+|results?|without|about)\b/i

function firstAt(pattern: RegExp, text: string): number {
  return pattern.exec(text)?.index ?? Number.POSITIVE_INFINITY
}

/** Where the last one begins, or -1. */
function lastAt(pattern: RegExp, text: string): number {
  let last = -1
  for (const found of matchesOf(everywhere(pattern), text)) last = found.index
  return last
}

const globals = new Map<RegExp, RegExp>()

function everywhere(pattern: RegExp): RegExp {
  const known = globals.get(pattern) ?? new RegExp(pattern, 'gi')
  globals.set(pattern, known)
  return known
}

/** Nothing but a verb after the pointer: "similar to the following appears:". */
function isBare(after: string): boolean {
  return (
    after.length < 4 ||
    /^,? (?:is|are|was|were|will|may|might|can|appears?|occurs?|in|on|at|to|from|for|with|under|when|while|if|as|after|before|during|and|or|which|that|depending|because|every|each)\b/.test(
      after,
    )
  )
}

interface Pointer {
  readonly before: string
  readonly after: string
}

const pointer =
  /\b(?:following(?!,)|similar to (?:this|these)|these|(?<!\b(?:for|of|about) )this(?= (?:error|message|warning|text)(?: message| text| box)?(?: \d+)?(?: (?:appears?|occurs?|is (?:displayed|returned|generated)))?[:;]?$))\b/gi

/** The last "following", "this", "similar to": what stands before it and after it. */
function lastPointer(sentence: string): Pointer | null {
  let found: Pointer | null = null
  for (const match of matchesOf(pointer, sentence)) {
    found = { before: sentence.slice(0, match.index), after: sentence.slice(match.index + match[0].length) }
  }
  return found
}

/** "In Windows NT 4.0:" */
export function isLabel(text: string): boolean {
  return text.length < 100 && /[:–-]$/.test(text)
}
