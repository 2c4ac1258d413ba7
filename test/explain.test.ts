import { describe, expect, test } from 'vitest'
import { readArticle } from '../src/dialect/read-article.ts'
import { buildIndex, type KnowledgeBase, openKnowledgeBase } from '../src/index.ts'
import { inflate } from '../src/node/index-files.ts'
import { readFrom } from '../src/segment/in-memory.ts'

const texts = [
  ['A1', 'The widget is late', 'It says that access is denied.', 'In the log: hr=80070005'],
  ['A2', 'The widget fails', 'The result is -2147024891.', ''],
  ['A3', 'Widget fails with 0x80070005', 'It fails.', ''],
  ['A4', 'The spindle fails', 'System error 5 has occurred.', ''],
  ['A5', 'The lathe', 'The function returns E_ACCESSDENIED.', ''],
  ['A6', 'Dialing fails', 'Remote Access error 633.', 'Event ID: 20111 Source: RemoteAccess'],
  ['A7', 'The gauge', 'Event ID: 20111\nSource: Gauge', 'FOO_E_BAR'],
] as const

const open = (segments: number): Promise<KnowledgeBase> =>
  openKnowledgeBase({
    read: readFrom(
      buildIndex(
        texts.map(([id, title, symptoms, more]) =>
          readArticle(
            `---\nkb: ${id}\ntitle: ${title}\n---\n\n## Symptoms\n\n${symptoms}\n\n## More information\n\n${more}\n`,
          ),
        ),
        { segments },
      ),
    ),
    inflate,
  })

describe.each([1, 3])('a code in an index of %d segments', async (segments) => {
  const knowledgeBase = await open(segments)
  const articles = async (code: string): Promise<(string | null)[]> =>
    (await knowledgeBase.explain(code)).articles.map(({ id }) => id)

  test.each([
    '0x80070005',
    '80070005',
    '-2147024891',
    '&H80070005',
    '2147942405',
    'E_ACCESSDENIED',
    'mapi_e_no_access',
  ])(
    '%s finds the same articles: those with it in the title first, those of the same error last',
    async (code) => {
      expect(await articles(code)).toEqual(['A3', 'A2', 'A5', 'A1', 'A4'])
    },
  )

  test('the Win32 error begins with the articles that name it so', async () => {
    expect((await articles('win32 5')).slice(0, 1)).toEqual(['A3'])
    expect(new Set(await articles('ERROR_ACCESS_DENIED'))).toEqual(new Set(['A1', 'A2', 'A3', 'A4', 'A5']))
  })

  test('a bare number has its readings ranked by what is known', async () => {
    const { readings, articles } = await knowledgeBase.explain('633')
    expect(readings[0]).toMatchObject({ family: 'ras', value: '633', articles: 1 })
    expect(articles.map(({ id }) => id)).toEqual(['A6'])
  })

  test('an event is told by its sources', async () => {
    const { readings } = await knowledgeBase.explain('event 20111')
    expect(readings.map(({ value, articles }) => [value, articles])).toEqual([
      ['20111', 2],
      ['20111 gauge', 1],
      ['20111 remoteaccess', 1],
    ])
    expect(await articles('event 20111 from Gauge')).toEqual(['A7'])
  })

  test('a name without a known value is listed too', async () => {
    expect(await articles('foo_e_bar')).toEqual(['A7'])
  })

  test('what nobody knows is not known, and what is written like it is named', async () => {
    const { known, articles, similar } = await knowledgeBase.explain('0x80070050F')
    expect({ known, articles }).toEqual({ known: false, articles: [] })
    expect((await knowledgeBase.explain('E_ACCESDENIED')).similar).toEqual(['E_ACCESSDENIED'])
    expect(similar).toEqual(['0x80070005'])
  })
})
