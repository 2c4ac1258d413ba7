import { describe, expect, test } from 'vitest'
import { readProductLine } from '../../src/article/product-line.ts'

describe('a line without versions is a name', () => {
  test.each([
    ['Tape Reader', 'Tape Reader'],
    ['Tape Reader 97', 'Tape Reader 97'],
    ['Tape Reader, used with:', 'Tape Reader'],
    ['Tape Reader on platform(s):', 'Tape Reader'],
    ['Tape Reader included with', 'Tape Reader'],
    ['Tape Reader running on:', 'Tape Reader'],
    ['Tape Reader, on the following platform:', 'Tape Reader'],
    ['Tape Reader on the following platforms', 'Tape Reader'],
    ['Tape Reader used with Disks', 'Tape Reader used with Disks'],
    ['Tape Reader, :', 'Tape Reader'],
    ['Tape Reader version for Disks', 'Tape Reader version for Disks'],
    ['Tape Reader 4', 'Tape Reader 4'],
    ['Tape Reader SP3', 'Tape Reader SP3'],
    ['', ''],
  ])('"%s"', (line, name) => {
    expect(readProductLine(line)).toEqual({ name, versions: [] })
  })
})

describe('versions behind a word for them', () => {
  test.each([
    ['Tape Reader version 4.0', 'Tape Reader', ['4.0']],
    ['Tape Reader, versions 4.0, 5.0, 5.5 SP4', 'Tape Reader', ['4.0', '5.0', '5.5 SP4']],
    ['Tape Reader ver. 4', 'Tape Reader', ['4']],
    ['Tape Reader release 4', 'Tape Reader', ['4']],
    ['Tape Reader v. 4', 'Tape Reader', ['4']],
    ['Tape Reader v 4a', 'Tape Reader', ['4a']],
    ['Tape Reader version a4', 'Tape Reader', ['a4']],
    ['Tape Reader, all versions', 'Tape Reader, all versions', []],
    ['Tape Reader version all', 'Tape Reader', ['all']],
    ['Tape Reader versions 4.0 and 5.0', 'Tape Reader', ['4.0', '5.0']],
    ['Tape Reader versions 4.0 or 5.0; 6.0 & 7.0', 'Tape Reader', ['4.0', '5.0', '6.0', '7.0']],
    ['Tape Reader versions 4.0,, 5.0', 'Tape Reader', ['4.0', '5.0']],
    ['Tape Reader version 4.0 Service Release 1', 'Tape Reader', ['4.0 Service Release 1']],
    ['Tape Reader (version 4.0)', 'Tape Reader', ['4.0']],
    ['Tape Reader (versions 4.0, 5.0) for Disks', 'Tape Reader for Disks', ['4.0', '5.0']],
    ['Tape Reader version 4.0 (old)', 'Tape Reader', ['4.0']],
    ['Tape Reader version 4.0 for Disks', 'Tape Reader for Disks', ['4.0']],
    ['Tape Reader version 4.0 on Disks', 'Tape Reader on Disks', ['4.0']],
    ['Tape Reader version 4.0 with Disks', 'Tape Reader with Disks', ['4.0']],
    ['Tape Reader version 4.0 running slow', 'Tape Reader running slow', ['4.0']],
    ['Tape Reader version 4.0 under Disks', 'Tape Reader under Disks', ['4.0']],
    ['Tape Reader versions 4.0, 5.0, used with:', 'Tape Reader', ['4.0', '5.0']],
  ])('"%s"', (line, name, versions) => {
    expect(readProductLine(line)).toEqual({ name, versions })
  })
})

describe('bare versions at the end', () => {
  test.each([
    ['Tape Reader 4.0', 'Tape Reader', ['4.0']],
    ['Tape Reader, 4.0a', 'Tape Reader', ['4.0a']],
    ['Tape Reader 3.x', 'Tape Reader', ['3.x']],
    ['Tape Reader 4.0 SP3', 'Tape Reader', ['4.0 SP3']],
    ['Tape Reader 4.0 SR 1', 'Tape Reader', ['4.0 SR 1']],
    ['Tape Reader 4.0 Service Pack 3', 'Tape Reader', ['4.0 Service Pack 3']],
    ['Tape Reader 4.0 Service Release 1', 'Tape Reader', ['4.0 Service Release 1']],
    ['Tape Reader 4.0 SR-1', 'Tape Reader', ['4.0 SR-1']],
    ['Tape Reader Service Release 2.1', 'Tape Reader Service Release', ['2.1']],
    ['Tape Reader 4.0, 5.0 and 6.x', 'Tape Reader', ['4.0', '5.0', '6.x']],
    ['Tape Reader 4.0 or 5.0', 'Tape Reader', ['4.0', '5.0']],
    ['Tape Reader 4.0 SP3, SP4', 'Tape Reader', ['4.0 SP3', 'SP4']],
    ['Tape Reader 4.0 for Disks', 'Tape Reader 4.0 for Disks', []],
    ['4.0', '4.0', []],
  ])('"%s"', (line, name, versions) => {
    expect(readProductLine(line)).toEqual({ name, versions })
  })
})
