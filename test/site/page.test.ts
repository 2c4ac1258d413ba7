// The search page in a real browser, from servers with and without Range requests and from a disk.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { buildFolder } from '../../src/node/build.ts'
import { openPath } from '../../src/node/open.ts'
import { writeSite } from '../../src/site/write.ts'
import { chromiumPath } from '../support/chromium.ts'
import { temporaryFolder, writeFiles } from '../support/folder.ts'
import { type Served, writePage, writeServed } from '../support/served.ts'
import { serve } from '../support/static-server.ts'

const reports = ['modem busy', 'This is an invalid CD Key value', 'the disk is damaged and Setup stops']

describe.skipIf(chromiumPath === null)('the search page (skipped where there is no Chromium)', () => {
  let served: Served
  let browser: Browser

  beforeAll(async () => {
    served = await writeServed(mkdtempSync(join(tmpdir(), 'kb-site-')))
    browser = await chromium.launch({ executablePath: chromiumPath!, args: ['--no-sandbox'] })
  }, 120_000)
  afterAll(async () => {
    await browser.close()
    rmSync(served.folder, { recursive: true, force: true })
  })

  /** The page, from a server or from a disk; a script error or a warning on it fails the test. */
  async function open(
    from: 'ranges' | 'wholes' | 'disk',
    { site = served.site, hash = '' } = {},
  ): Promise<Page> {
    const page = await browser.newPage()
    const complaints: string[] = []
    page.on('pageerror', (problem) => complaints.push(String(problem)))
    page.on('console', (message) => {
      // Chromium's own word for a file that is not there, which some tests mean to be so
      if (!/^Failed to load resource/.test(message.text())) complaints.push(message.text())
    })
    onTestFinished(async () => {
      await page.close()
      expect(complaints).toEqual([])
    })
    if (from === 'disk') {
      await page.goto(pathToFileURL(join(site, 'index.html')).href + hash)
      return page
    }
    const server = await serve(site, { ranges: from === 'ranges' })
    onTestFinished(() => server.close())
    await page.goto(server.address + hash)
    return page
  }

  async function search(page: Page, report: string): Promise<void> {
    await page.getByLabel('What does the error say').fill(report)
    await page.keyboard.press('Enter')
  }

  const said = (page: Page, text: string | RegExp): Promise<void> =>
    page.getByRole('status').getByText(text).waitFor()

  test.each(['ranges', 'wholes', 'disk'] as const)('shows what Node finds: %s', async (from) => {
    const page = await open(from)
    const onDisk = await openPath(served.index, () => {})
    for (const report of reports) {
      await search(page, report)
      const found = await onDisk.search(report)
      await said(page, `${found.length} articles, best first`)
      const hits = page.getByRole('list', { name: 'Articles found' }).getByRole('listitem')
      expect(await hits.getByRole('heading').allTextContents()).toEqual(found.map(({ title }) => title))
      const [first] = found
      const shown = await hits.first().textContent()
      expect(shown).toContain(first!.products.join(', '))
      expect(shown).toContain(first!.fix)
    }
  })

  test('opens an article by keyboard and goes back to the hits', async () => {
    const page = await open('disk')
    await search(page, 'modem busy')
    const link = page.getByRole('listitem').nth(1).getByRole('link')
    const title = (await link.textContent())!
    await link.focus()
    await page.keyboard.press('Enter')
    const article = page.getByRole('article')
    await article.getByRole('heading', { level: 3 }).first().waitFor()
    const isFocused = (element: Element): boolean => element === document.activeElement
    expect(await article.evaluate(isFocused)).toBe(true)
    expect(await article.getAttribute('aria-label')).toBe(title)
    expect(await page.title()).toContain(title)
    await page.keyboard.press('Escape')
    await link.waitFor()
    expect(await article.isVisible()).toBe(false)
    expect(await link.evaluate(isFocused)).toBe(true)
    await page.keyboard.press('Enter')
    await article.waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await link.waitFor()
    expect(await article.isVisible()).toBe(false)
  })

  test('opens an article by its address alone, from where Escape leads to the search', async () => {
    const page = await open('disk', { hash: '#article=224499' })
    await page.getByRole('article').getByText('Q224499').waitFor()
    expect(await page.getByRole('link').count()).toBe(0)
    await page.keyboard.press('Escape')
    await page.getByRole('article').waitFor({ state: 'hidden' })
    expect(await page.getByRole('list', { name: 'Articles found' }).getByRole('listitem').count()).toBe(0)
  })

  test.each([
    ['is missing', { status: 404 }, 'it is missing'],
    ['is cut off', { status: 206, body: 'kb' }, 'it ends before byte'],
    [
      'is a page of the host',
      { status: 200, body: '<!doctype html><title>Welcome</title>' },
      'it ends before',
    ],
    ['is refused', { status: 403 }, 'it cannot be read: answer 403'],
  ])('says which piece %s, and asks for it again with the next question', async (_, answer, problem) => {
    const page = await open('ranges')
    await page.route('**/postings-*', (route) => route.fulfill(answer))
    await search(page, 'modem busy')
    await said(page, new RegExp(`postings-.*\\.kb: ${problem}`))
    await page.unroute('**/postings-*')
    await search(page, 'modem busy')
    await said(page, 'articles, best first')
  })

  test.each([
    ['there is none', { status: 404 }, 'there is no index'],
    ['a page of the host is there', { status: 200, body: '<!doctype html>' }, 'it is'],
  ])('says what is wrong with an index where %s', async (_, answer, problem) => {
    const page = await open('wholes')
    await page.route('**/index.kb', (route) => route.fulfill(answer))
    await search(page, 'modem busy')
    await said(page, problem)
  })

  test.each(['ranges', 'disk'] as const)(
    'goes on when the site was written anew and the files of the old one are gone: %s',
    async (from) => {
      const folder = temporaryFolder()
      const [index, site] = [join(folder, 'index'), join(folder, 'site')]
      const write = async (title: string): Promise<void> => {
        rmSync(site, { recursive: true, force: true })
        writeFiles(folder, {
          'texts/a.md': `---\nkb: some\ntitle: ${title}\n---\n\n## Cause\n\nThe queue.\n`,
        })
        await buildFolder([join(folder, 'texts')], index, { workers: 0 })
        await writeSite(index, site, { page: join(served.folder, 'page') })
      }
      await write('Printer stops')
      const page = await open(from, { site })
      await search(page, 'queue')
      const link = page.getByRole('link', { name: 'Printer stops' })
      await link.waitFor()
      await write('Scanner stops')
      await link.click()
      await page.getByRole('article').getByRole('heading', { name: 'Scanner stops' }).waitFor()
    },
  )

  test('says that nothing was found, and what is wrong with an address', async () => {
    const page = await open('ranges')
    await page.getByLabel('What does the error say').fill('zzzz')
    await page.getByRole('button', { name: 'Search' }).click()
    await said(page, 'No article has any of these words.')
    await page.evaluate(() => {
      location.hash = '#article=<img src=x onerror=alert(1)>'
    })
    await said(page, 'There is no article <img src=x onerror=alert(1)>')
  })
})

describe.skipIf(chromiumPath === null)(
  'kb-engine/browser in a browser (skipped where there is no Chromium)',
  () => {
    test('answers to the last digit as Node does', async () => {
      const served = await writeServed(mkdtempSync(join(tmpdir(), 'kb-library-')))
      onTestFinished(() => rmSync(served.folder, { recursive: true, force: true }))
      const server = await serve(served.folder, { ranges: true })
      onTestFinished(() => server.close())
      const browser = await chromium.launch({ executablePath: chromiumPath!, args: ['--no-sandbox'] })
      onTestFinished(() => browser.close())
      const page = await browser.newPage()
      await page.goto(`${server.address}site/`)
      // As text: the test's own compiler has no business with what the page imports.
      const answers: string = await page.evaluate(`(async () => {
      const { openKnowledgeBase } = await import('/library/browser.js')
      const knowledgeBase = await openKnowledgeBase('../index/')
      const answer = (text) => Promise.all([knowledgeBase.search(text), knowledgeBase.query({ text })])
      return JSON.stringify(await Promise.all(${JSON.stringify(reports)}.map(answer)))
    })()`)
      const onDisk = await openPath(served.index, () => {})
      const expected = reports.map((text) => Promise.all([onDisk.search(text), onDisk.query({ text })]))
      expect(JSON.parse(answers)).toEqual(JSON.parse(JSON.stringify(await Promise.all(expected))))
    })
  },
)

describe.skipIf(chromiumPath === null)('articles that mean harm (skipped where there is no Chromium)', () => {
  const hostile = [
    '<img src=x onerror="globalThis.harmed=1">',
    '<script>globalThis.harmed=1</script>',
    '</textarea><svg onload="globalThis.harmed=1">',
    "javascript:globalThis.harmed=1//'",
    '{{constructor.constructor("globalThis.harmed=1")()}}',
  ]

  test('are text on the page, wherever they are shown', async () => {
    const folder = temporaryFolder()
    const articles = hostile.map((text, i) => {
      const head = `kb: Q${4700 + i}\ntitle: ${JSON.stringify(text)}\nproducts:\n  - ${JSON.stringify(text)}`
      const body = `## Cause\n\nmodem \`${text}\`\n\n## Resolution\n\n1. modem \`${text}\``
      return [`texts/${i}.md`, `---\n${head}\n---\n\n${body}\n`] as const
    })
    writeFiles(folder, Object.fromEntries(articles))
    await buildFolder([join(folder, 'texts')], join(folder, 'index'), { workers: 0 })
    const page = await writePage(join(folder, 'page'))
    await writeSite(join(folder, 'index'), join(folder, 'site'), { page })
    const browser = await chromium.launch({ executablePath: chromiumPath!, args: ['--no-sandbox'] })
    onTestFinished(() => browser.close())
    const tab = await browser.newPage()
    await tab.goto(pathToFileURL(join(folder, 'site/index.html')).href)
    await tab.getByLabel('What does the error say').fill('modem <img src=x onerror=globalThis.harmed=1>')
    await tab.keyboard.press('Enter')
    await tab.getByRole('status').getByText(`${hostile.length} articles`).waitFor()
    const titles = await tab.getByRole('listitem').getByRole('heading').allTextContents()
    expect(titles.sort()).toEqual([...hostile].sort())
    for (const [i] of hostile.entries()) {
      await tab.evaluate(
        (id) => {
          location.hash = `#article=${id}`
        },
        `Q${4700 + i}`,
      )
      await tab
        .getByRole('article')
        .getByText(`Q${4700 + i}`)
        .waitFor()
    }
    expect(await tab.evaluate(() => 'harmed' in globalThis)).toBe(false)
    expect(await tab.locator('main img, main script, main svg').count()).toBe(0)
  })
})
