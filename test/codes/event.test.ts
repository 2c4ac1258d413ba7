import { describe, expect, test } from 'vitest'
import { eventKey, findEvents } from '../../src/codes/event.ts'

describe('logged events', () => {
  const cases: readonly [text: string, events: readonly [id: number, source: string | null][]][] = [
    ['Event ID: 7000\nSource: Service Control Manager\nDescription: x', [[7000, 'Service Control Manager']]],
    ['Source: MSExchangeMTA\nEvent ID: 9405', [[9405, 'MSExchangeMTA']]],
    ['event 7000 from Service Control Manager.', [[7000, 'Service Control Manager']]],
    ['Event ID 1000 (source: Perflib)', [[1000, 'Perflib']]],
    ['event #33 in the log', [[33, null]]],
    ['Events 5.5 and eventually 7', []],
    [
      'Event ID: 1\nSource: A\n\nEvent ID: 2\nSource: B',
      [
        [1, 'A'],
        [2, 'B'],
      ],
    ],
    [
      'Event ID: 7000 Source: Foo Service Type: Error Category: None Description: It failed.',
      [[7000, 'Foo Service']],
    ],
    ['Source: Disk Description', []],
    ['Event ID: 7 Source: Disk Description', [[7, 'Disk']]],
    ['no such thing', []],
  ]
  test.each(cases)('%j', (text, events) => {
    expect(findEvents(text).map(({ id, source }) => [id, source])).toEqual(events)
  })

  test('point to their id', () => {
    const text = 'we see event ID 7000 daily'
    const [event] = findEvents(text)
    expect(text.slice(event!.from, event!.to)).toBe('7000')
  })

  test('are one event however the source is spelt', () => {
    expect(eventKey(7000, 'Service Control Manager')).toBe(eventKey(7000, 'service-control manager'))
    expect(eventKey(7000, null)).toBe('7000')
  })
})
