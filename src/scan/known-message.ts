// What of a rule is looked for in a log?
//
//     message    cannot open file {path}                             as it is
//     code       {=hresult:0x80070005}                               in whatever notation
//     STOP       stop {=stop:0x0000007B} . 0xc0000034                with the parameters that are no addresses
//     event      event id 4711 . source widget spooler                both fields, near each other, in any order
//     phrase     modem {any:0..10} busy      busy {any:0..10} modem    the words of its author, near each other
//
// A message that is only a STOP with its name is left to the STOP: others have the same name, and quote it otherwise.
// All but messages are clues: all parts of one must be there; a code that many articles know, alone, only supports what
// stands beside it; and a clue never makes an answer certain, for two troubles may have it. Phrases are those that people
// wrote: what is derived from sentences of articles is for what users say. An event without its source, and a number that
// is a code in one program and a size in the next, are clues only where somebody wrote them down.

import type { Code } from '../codes/code.ts'
import { namesOf } from '../codes/symbol.ts'
import { generalBackground } from '../rules/background.ts'
import {
  asksForSeveral,
  type EventTrigger,
  type MessageTrigger,
  type PhraseTrigger,
  type Rule,
  type StopTrigger,
  type Trigger,
} from '../rules/rule.ts'
import { printSignature, readSignature, type Sentence, sentenceBits } from '../rules/signature.ts'
import { mostWords } from '../rules/slot.ts'
import { wordsOf } from '../rules/token.ts'

/** A message that an article quotes, or that its author has written down; or a clue. */
export interface KnownMessage {
  /** Of the article. */
  readonly doc: number
  readonly signature: string
  readonly weight: number
  /** Then there is a rule of its author, which says more of when it is meant. */
  readonly isHandWritten: boolean
  readonly isClue?: boolean
}

export function messagesOf(rule: Pick<Rule, 'origin' | 'mode' | 'triggers'>, doc: number): KnownMessage[] {
  const isHandWritten = rule.origin === 'hand'
  const messages = rule.triggers.map((trigger) => messagesOfTrigger(trigger, doc, isHandWritten))
  return asksForSeveral(rule) ? mostTelling(messages) : messages.flat()
}

function messagesOfTrigger(trigger: Trigger, doc: number, isHandWritten: boolean): KnownMessage[] {
  const { weight } = trigger
  return trigger.type === 'message'
    ? messageSignatures(trigger).map((signature) => ({ doc, signature, weight, isHandWritten }))
    : cluesOf(trigger, isHandWritten).map((signature) => ({
        doc,
        signature,
        weight,
        isHandWritten,
        isClue: true,
      }))
}

/**
 * Of a rule that asks for several triggers the one that says most is looked for, and is no more than a clue: whether the
 * others stand there, too, is asked where it was seen.
 */
function mostTelling(messages: readonly (readonly KnownMessage[])[]): KnownMessage[] {
  const worth = messages.map((signatures) =>
    Math.min(...signatures.map(({ signature }) => bitsOf(signature))),
  )
  const telling = messages[worth.indexOf(Math.max(...worth.filter(Number.isFinite)))] ?? []
  return telling.map((message) => ({ ...message, isClue: true }))
}

function bitsOf(signature: string): number {
  return readSignature(signature).reduce((sum, one) => sum + sentenceBits(one, generalBackground), 0)
}

function messageSignatures({ signature }: MessageTrigger): readonly string[] {
  if (!signature.includes(stopPart)) return [signature]
  const parts = readSignature(signature).flat()
  const stops = parts.flatMap((part) =>
    part.type === 'code' && part.code.family === 'stop' ? [part.code] : [],
  )
  if (stops.length === 0) return [signature]
  const names = stops.flatMap(namesOf).map((name) => name.toLowerCase())
  const naming = new Set([...names, ...names.flatMap((name) => name.split('_')), ...wordsAtStops])
  const isBare = parts.every((part) => {
    if (part.type === 'word') return naming.has(part.word)
    return part.type === 'code' ? part.code.family === 'stop' : part.slot.value === null
  })
  return isBare ? [] : [signature]
}

/** How a STOP begins in a signature. */
const stopPart = '{=stop:'

const wordsAtStops = ['stop', 'error', 'message', 'screen', 'bugcheck']

function cluesOf(trigger: Exclude<Trigger, MessageTrigger>, isHandWritten: boolean): readonly string[] {
  switch (trigger.type) {
    case 'code':
      return codeSignatures(trigger.code, isHandWritten)
    case 'stop':
      return [stopSignature(trigger)]
    case 'event':
      return eventSignatures(trigger, isHandWritten)
    case 'phrase':
      return isHandWritten && trigger.atLeast === 1 ? phraseSignatures(trigger) : []
  }
}

function codeSignatures(code: Code, isHandWritten: boolean): readonly string[] {
  if (isLong(code)) return [printSignature([[{ type: 'code', code }]])]
  return isHandWritten && /^\d+$/.test(code.value) ? [`error ${code.value}`] : []
}

/** Codes that nobody takes for a number of something else. */
function isLong({ family, value }: Code): boolean {
  return (family === 'hresult' || family === 'ntstatus') && Number(value) >= 0x8000_0000
}

function stopSignature({ code, parameters }: StopTrigger): string {
  const telling = parameters.filter((parameter) => parameter !== null && isTelling(Number(parameter)))
  const words = [...new Set(telling)].map((parameter) => parameter!.toLowerCase())
  const named: Sentence = [
    { type: 'word', word: 'stop' },
    { type: 'code', code: { family: 'stop', value: code } },
  ]
  return [printSignature([named]), ...words].join(' . ')
}

/** Small numbers are parameters of every STOP, addresses differ from machine to machine. */
function isTelling(parameter: number): boolean {
  return (parameter >= 0x1_0000 && parameter < 0x8000_0000) || parameter >= 0xc000_0000
}

function eventSignatures({ id, source }: EventTrigger, isHandWritten: boolean): readonly string[] {
  if (source === null) return isHandWritten ? [`event id ${id}`] : []
  return [`event id ${id} . source ${wordsOf(source).join(' ')}`]
}

/** Of a phrase with more terms than anybody needs the first ones. */
const mostOfPhrase = 300

function phraseSignatures({ about, state, within }: PhraseTrigger): readonly string[] {
  const between = `{any:0..${Math.min(mostWords, Math.max(1, within - 2))}}`
  const textOf = (term: string): string => wordsOf(term).join(' ')
  const pairs = about.flatMap((thing) => state.map((does) => [textOf(thing), textOf(does)] as const))
  return pairs
    .filter(([thing, does]) => thing !== '' && does !== '')
    .flatMap(([thing, does]) => [`${thing} ${between} ${does}`, `${does} ${between} ${thing}`])
    .slice(0, mostOfPhrase)
}
