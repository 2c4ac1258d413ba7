// What of a rule is looked for in a log?
//
//     message    cannot open file {path}                             as it is
//     code       {=hresult:0x80070005}                               in whatever notation
//     STOP       stop {=stop:0x0000007B} . 0xc0000034                with the parameters that are no addresses
//     event      event id 4711 . source widget spooler                both fields, near each other, in any order
//
// Codes and events are clues: all parts of one must be there; a code that many articles know, alone, only supports what
// stands beside it; and a clue never makes an answer certain, for two troubles may have it. An event without its source,
// and a number that is a code in one program and a size in the next, are none.

import type { Code } from '../codes/code.ts'
import type { EventTrigger, Rule, StopTrigger, Trigger } from '../rules/rule.ts'
import { printSignature, type Sentence } from '../rules/signature.ts'
import { wordsOf } from '../rules/token.ts'

/** A message that an article quotes, or that its author has written down; or a clue. */
export interface KnownMessage {
  /** Of the article. */
  readonly doc: number
  readonly signature: string
  readonly weight: number
  readonly isHandWritten: boolean
  readonly isClue?: boolean
}

/** A rule that asks for more than one of its triggers has none that stands for it. */
export function messagesOf(rule: Rule, doc: number): KnownMessage[] {
  if (rule.mode === 'all' && rule.triggers.length > 1) return []
  const isHandWritten = rule.origin === 'hand'
  return rule.triggers.flatMap((trigger) => {
    const { weight } = trigger
    if (trigger.type === 'message') return [{ doc, signature: trigger.signature, weight, isHandWritten }]
    const signature = clueOf(trigger)
    return signature === null ? [] : [{ doc, signature, weight, isHandWritten: false, isClue: true }]
  })
}

function clueOf(trigger: Trigger): string | null {
  switch (trigger.type) {
    case 'code':
      return isLong(trigger.code) ? printSignature([[{ type: 'code', code: trigger.code }]]) : null
    case 'stop':
      return stopSignature(trigger)
    case 'event':
      return eventSignature(trigger)
    default:
      return null
  }
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

function eventSignature({ id, source }: EventTrigger): string | null {
  const words = source === null ? [] : wordsOf(source)
  return words.length === 0 ? null : `event id ${id} . source ${words.join(' ')}`
}
