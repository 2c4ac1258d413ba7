import { describe, expect, test } from 'vitest'
import {
  compareProducts,
  compareVersions,
  findProducts,
  plainVersions,
  readProduct,
  readVersions,
  similarProducts,
  spelledVersions,
  type VersionRange,
} from '../../src/article/product.ts'
import { productNames } from '../../src/article/product-names.ts'
import { pick, randomFrom } from '../support/random.ts'

const printed = ({ from, to }: VersionRange): string => {
  const [low, high] = [from, to].map((version) =>
    version === null
      ? ''
      : `${version.numbers.join('.')}${version.letter}${version.pack === null ? '' : ` SP${version.pack}`}`,
  )
  return low === high ? low! : `${low}-${high}`
}

test.each([
  ['Microsoft Windows NT Server version 4.0', 'Windows NT'],
  ['Microsoft Windows 95', 'Windows 95'],
  ['Microsoft Windows for Workgroups version 3.11', 'Windows for Workgroups'],
  ['Microsoft Windows', 'Windows'],
])('behind its maker %s is %s', (line, name) => {
  expect(readProduct(line).name).toBe(name)
  expect(findProducts(`It fails on ${line}.`).map((product) => product.name)).toEqual([name])
})

describe('a product name is read', () => {
  test.each([
    ['Microsoft Outlook 97', 'Outlook', ['8.0']],
    ['SBS 4.5', 'BackOffice Small Business Server', ['4.5']],
    ['Small Business Server 4.0 - 4.5', 'BackOffice Small Business Server', ['4.0-4.5']],
    ['NT4 SP5', 'Windows NT', ['4 SP5']],
    ['VB5', 'Visual Basic', ['5']],
    ['Windows 3.1', 'Windows 3.x', ['3.1']],
    ['Windows 95', 'Windows 95', []],
    ['Plus! for Windows 95', 'Plus! for Windows 95', []],
    ['The Microsoft Network', 'The Microsoft Network', []],
    ['Exchange Server, versions 4.0, 5.5 SP4', 'Exchange Server', ['4.0', '5.5 SP4']],
    ['Microsoft Wine Guide for Windows 1.0', 'wine guide', ['1.0']],
    ['1995', '1995', ['1995']],
  ])('%s', (text, name, versions) => {
    const product = readProduct(text)
    expect([product.name, product.versions.map(printed)]).toEqual([name, versions])
  })

  test('every name of the table is read as its own', () => {
    const wrong = productNames.filter(({ name }) => readProduct(name).name !== name).map(({ name }) => name)
    expect(wrong).toEqual([])
  })

  test('every bundle that a row names is in the table', () => {
    const names = new Set(productNames.map(({ name }) => name))
    expect(productNames.flatMap(({ within = [] }) => within.filter((name) => !names.has(name)))).toEqual([])
  })
})

describe('products in running text', () => {
  test.each([
    ['PLUS! SETUP fails', ['Plus! for Windows 95']],
    ['two plus two', []],
    ['we use Exchange 5.5 and word 97 with nt4', ['Exchange Server 5.5', 'Word 8.0', 'Windows NT 4']],
    ['Access is denied', []],
    ['Error 5: Access is denied', []],
    ['the office modem', []],
    ['our Microsoft Project does not start', ['Project']],
    ['since we installed Access it hangs', ['Access']],
    ['ACCESS DENIED', []],
    ['the SBS box', ['BackOffice Small Business Server']],
    ['Office 2000 on Windows 98 SE', ['Office 9.0', 'Windows 98']],
    ['10:30 Outlook 12:45', ['Outlook']],
    ['', []],
  ])('%s', (text, products) => {
    const found = findProducts(text).map(({ name, versions }) => [name, ...versions.map(printed)].join(' '))
    expect(found).toEqual(products)
  })

  test('stand where they stand', () => {
    const text = 'on MS Outlook 97, mostly'
    const [product] = findProducts(text)
    expect(text.slice(product!.from, product!.to)).toBe('MS Outlook 97')
  })
})

describe('two products', () => {
  test.each([
    ['SBS', 'Small Business Server 4.0 - 4.5', 'agree'],
    ['SBS 4.0a', 'Small Business Server 4.0 - 4.5', 'agree'],
    ['SBS 2000', 'Small Business Server 4.0 - 4.5', 'clash'],
    ['Outlook 98', 'Outlook 97', 'clash'],
    ['Outlook 8.0', 'Outlook 97', 'agree'],
    ['Office 2000', 'Outlook 97', 'clash'],
    ['Office 97', 'Outlook 97', 'unknown'],
    ['BackOffice Server', 'Exchange 5.5', 'unknown'],
    ['Windows 95', 'Plus! for Windows 95', 'unknown'],
    ['Windows 95', 'Windows NT 4.0', 'clash'],
    ['Windows', 'Windows NT 4.0', 'unknown'],
    ['Exchange 5', 'Exchange Server 5.5', 'unknown'],
    ['Wine Guide', 'Microsoft Wine Guide for Windows', 'agree'],
    ['Wine Guide 1.0', 'Microsoft Wine Guide 2.0', 'clash'],
    ['Wine Guide', 'Julia Child Home Cooking', 'clash'],
    ['Wine Guide', 'Windows 95', 'unknown'],
    ['Home Wine Guide', 'Wine Guide', 'agree'],
    ['Office 95', 'Office 97', 'clash'],
    ['FoxPro', 'Visual FoxPro 6.0', 'unknown'],
    ['FoxPro 2.6', 'Visual FoxPro 3.0', 'clash'],
    ['Outlook Express', 'Outlook 97', 'clash'],
  ])('%s and %s: %s', (one, other, agreement) => {
    expect(compareProducts(readProduct(one), readProduct(other))).toBe(agreement)
  })
})

describe('versions', () => {
  test.each([
    ['4.0, 4.0a and 4.5', ['4.0', '4.0a', '4.5']],
    ['4.0 - 4.5', ['4.0-4.5']],
    ['4.5 or later', ['4.5-']],
    ['3.1 and earlier', ['-3.1']],
    ['up to 3.1', ['-3.1']],
    ['2.0 SP1', ['2.0 SP1']],
    ['2.0 (Service Pack 1a)', ['2.0 SP1a']],
    ['3.x', ['3.-1']],
    ['none', []],
  ])('%s', (text, ranges) => {
    expect(readVersions(text).map(printed)).toEqual(ranges)
  })

  test.each([
    ['4.2', '4.0 - 4.5', 'agree'],
    ['4.6', '4.0 - 4.5', 'clash'],
    ['4.00', '4', 'agree'],
    ['3.11', '3.x', 'agree'],
    ['5.0', '4.5 or later', 'agree'],
    ['4.0', '4.5 or later', 'clash'],
    ['3.0', 'up to 3.1', 'agree'],
    ['4.0a', '4.0', 'agree'],
    ['4.0a', '4.0b', 'clash'],
    ['4.0b', '4.0a - 4.0c', 'agree'],
    ['4.0d', '4.0a - 4.0c', 'clash'],
    ['2.0', '2.0 SP1', 'agree'],
    ['2.0 SP2', '2.0 SP1', 'clash'],
    ['2.0 SP1', '2.0 SP1', 'agree'],
    ['2.0 SP1a', '2.0 SP1', 'clash'],
    ['4', '4.5', 'unknown'],
    ['', '4.5', 'agree'],
    ['4.5', '', 'agree'],
  ])('%s in %s: %s', (given, ranges, agreement) => {
    expect(compareVersions(readVersions(given), readVersions(ranges))).toBe(agreement)
  })
})

describe('a misspelt product', () => {
  test('is like the closest names', async () => {
    expect((await similarProducts('Small Busines Servr'))[0]).toBe('BackOffice Small Business Server')
    expect(await similarProducts('Wine Gide', ['Wine Guide'])).toContain('Wine Guide')
    expect((await similarProducts('Outlok97'))[0]).toBe('Outlook')
    expect((await similarProducts('exch 5.5'))[0]).toBe('Exchange Server')
    expect((await similarProducts('outlok')).length).toBeLessThanOrEqual(3)
  })

  test('is like nothing if it is nothing', async () => {
    expect(await similarProducts('zzqqxx')).toEqual([])
  })
})

test('a plain list of versions is read as the pattern for any text reads it', () => {
  const random = randomFrom(31)
  const one = (...choices: readonly string[]): string => choices[pick(random, choices.length)]!
  const numbers = [
    '4.0',
    '97',
    '3.11',
    '2000',
    '1.2.3',
    '5.00.2195',
    '7',
    '10.4',
    '4.x',
    '12345',
    '1.2.3.4.5',
  ]
  const version = (): string =>
    one(...numbers) +
    one('', '', '', 'a', 'C', 'ab') +
    one('', '', '', ' SP1', ' sp6a', ' SP', ', SP2', ' SR1')
  const list = (): string =>
    one('', '', ' ', ', ', 'version ', ' Versions ', 'for ') +
    Array.from({ length: 1 + pick(random, 3) }, version).join(one(', ', ', ', ',', ' ', ' - ', ' and ')) +
    one('', '', '', ' ', ' or later', ',', '.')
  const plain = Array.from({ length: 5000 }, list).filter((text) => {
    const ranges = plainVersions(text)
    if (ranges !== null) expect(ranges, text).toEqual(spelledVersions(text))
    return ranges !== null
  })
  expect(plain.length).toBeGreaterThan(300)
})

test.each(['a', '1', 'Foo'])(
  'nothing is proposed for %s, of which nobody could say what it is',
  async (name) => {
    expect(await similarProducts(name)).toEqual([])
  },
)
