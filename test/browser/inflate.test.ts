import { describe, expect, onTestFinished, test } from 'vitest'
import { inflate } from '../../src/browser/inflate.ts'
import { deflate } from '../../src/node/index-files.ts'
import { noPreset } from '../../src/segment/packed.ts'

const contents = new TextEncoder().encode('The queue is damaged. Delete the queue. '.repeat(4000))
const preset = new TextEncoder().encode('Delete the queue.')

describe("the platform's inflate", () => {
  test.each([
    ['nothing', new Uint8Array(0), noPreset],
    ['much', contents, noPreset],
    ['little that goes on from a preset', contents.subarray(0, 50), preset],
    ['much that goes on from a preset', contents, preset],
  ])('gives back %s', async (_, bytes, preset) => {
    expect(await inflate(deflate(bytes, preset), bytes.length, preset)).toEqual(bytes)
  })

  const deflated = deflate(contents, noPreset)
  test.each([
    ['is cut off', deflated.subarray(0, deflated.length - 9), contents.length],
    ['was never deflated', Uint8Array.of(7, 7, 7), 10],
    ['gives more than it says', deflated, contents.length - 1],
  ])(
    'rejects, and leaves no rejection that nobody hears, where what it is given %s',
    async (_, bytes, size) => {
      const unheard: unknown[] = []
      const hear = (reason: unknown): void => void unheard.push(reason)
      process.on('unhandledRejection', hear)
      onTestFinished(() => void process.off('unhandledRejection', hear))
      await expect(inflate(bytes, size, noPreset)).rejects.toThrow()
      await new Promise((resolve) => setTimeout(resolve, 20))
      expect(unheard).toEqual([])
    },
  )
})
