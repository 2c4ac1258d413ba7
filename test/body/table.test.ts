import { describe, expect, test } from 'vitest'
import { readLines } from '../../src/body/line.ts'
import { readTable } from '../../src/body/table.ts'

function read(...printed: string[]) {
  const lines = readLines(printed.join('\n'))
  const found = readTable(lines, 0, lines.length)
  if (found === null) return null
  const { header, rows } = found.table
  return { header, rows, lines: found.next }
}

describe('a grid', () => {
  test('has a header, rows and cells of several lines', () => {
    expect(
      read(
        '+----+-----+',
        '| a  | b   |',
        '+====+=====+',
        '| c  | d   |',
        '|    | e',
        '+----+-----+',
        'Stop.',
      ),
    ).toEqual({ header: ['a', 'b'], rows: [['c', 'd e']], lines: 6 })
  })

  test('may lack its last rule', () => {
    expect(read('+---', '| a |', '| b |')).toEqual({ header: ['a b'], rows: [], lines: 3 })
  })

  test.each([[['+----+']], [['+---', 'a']], [['+--', '| a |']], [['+-a-+', '| a |']]])(
    '%j is none',
    (lines) => {
      expect(read(...lines)).toBeNull()
    },
  )
})

describe('rows of pipes', () => {
  test('are a table without their rules', () => {
    expect(read('| a | b |', '|---|:-:|', '| c | d |', 'Stop.')).toEqual({
      header: ['a', 'b'],
      rows: [['c', 'd']],
      lines: 3,
    })
  })

  test.each([
    ['that are one', ['| a | b |', 'a']],
    ['of one column', ['| a |', '| b |']],
    ['of different widths', ['| a | b |', '| c |']],
    ['that do not end', ['| a | b', '| c | d']],
  ])('%s are none', (_, lines) => {
    expect(read(...lines)).toBeNull()
  })
})

describe('columns under a rule', () => {
  test('end with the table', () => {
    expect(read('Name   Size', '-----------', 'a.dll  12', 'b.dll  13', '', 'That is all.')).toEqual({
      header: ['Name', 'Size'],
      rows: [
        ['a.dll', '12'],
        ['b.dll', '13'],
      ],
      lines: 4,
    })
  })

  test('may be ruled one by one, over two lines of header', () => {
    expect(read('File   Size in', 'name   bytes', '-----  -------', '', 'a.dll  12')).toEqual({
      header: ['File name', 'Size in bytes'],
      rows: [['a.dll', '12']],
      lines: 5,
    })
  })

  test('go on where a row does', () => {
    expect(
      read('Name   Use', '----------', 'a.dll  to turn', '       the tape', 'b.dll  none'),
    ).toMatchObject({
      rows: [
        ['a.dll', 'to turn the tape'],
        ['b.dll', 'none'],
      ],
    })
  })

  test('go on after a blank line that a row in line with them follows', () => {
    expect(read('Name   Use', '----------', 'a.dll  turn', 'over', '', 'b.dll  none', 'now')).toMatchObject({
      rows: [['a.dll', 'turn']],
      lines: 3,
    })
    expect(
      read('Name   Use', '----------', 'a.dll  turn', '       it', '', 'b.dll  none', '', '', 'c.dll  x'),
    ).toMatchObject({
      rows: [
        ['a.dll', 'turn it'],
        ['b.dll', 'none'],
      ],
      lines: 6,
    })
  })

  test('may close with a rule', () => {
    expect(read('Name   Use', '----------', 'a.dll  turn', '-----------', 'Stop.')).toMatchObject({
      rows: [['a.dll', 'turn']],
      lines: 4,
    })
  })

  test('end before a rule that rows follow: the next table has begun', () => {
    expect(
      read('Name   Use', '----------', 'a.dll  turn', '-----------', '', 'b.dll  12', 'c.dll  13'),
    ).toMatchObject({ rows: [['a.dll', 'turn']], lines: 3 })
    expect(read('Name   Use', '----------', 'a.dll  turn', '-----------', 'b.dll  12')).toMatchObject({
      rows: [
        ['a.dll', 'turn'],
        ['b.dll', '12'],
      ],
    })
  })

  test('end before the header of the next table', () => {
    expect(
      read('Name   Use', '----------', 'a.dll  turn', '', 'Name   Size', '-----------', 'b.dll  12'),
    ).toMatchObject({ rows: [['a.dll', 'turn']], lines: 3 })
  })

  test('may have names of rows before them', () => {
    expect(read('       Day  Night', '       ---  -----', 'Tape   on   off')).toEqual({
      header: ['', 'Day', 'Night'],
      rows: [['Tape', 'on', 'off']],
      lines: 3,
    })
  })

  test.each([
    ['a sub-heading', ['Turn the tape', '-------------', 'a.dll  12']],
    ['a sub-heading of two parts over prose', ['Step 1  Turn', '------------', 'The drive turns.', '']],
    ['a rule of four dashes', ['a  b', '----', 'c  d']],
    ['a rule with a word', ['Name   Use', '------ or -', 'a.dll  turn']],
    ['a paragraph over a sub-heading', ['The drive turns', 'Tape  Disk', '----------', 'a     b']],
    ['a dump', ['Name | Size', 'a    |  12', '--------------', 'a.dll  12']],
    ['a rule in the fifth line', ['a  b', 'a  b', 'a  b', 'a  b', '------', 'c  d']],
    ['one column', ['Name', '- ---', 'a.dll']],
  ])('%s is none', (_, lines) => {
    expect(read(...lines)).toBeNull()
  })
})

describe('a file list', () => {
  test('needs no rule', () => {
    expect(
      read('Date     Size   File name', '1/2/99   12     a.dll', '', '1/3/99   13     b.dll', 'None is old.'),
    ).toEqual({
      header: ['Date', 'Size', 'File name'],
      rows: [
        ['1/2/99', '12', 'a.dll'],
        ['1/3/99', '13', 'b.dll'],
      ],
      lines: 4,
    })
  })

  test.each([
    'Filename  Size  Date',
    'Size  Version  File name',
    'time  date  filename',
    'Version  Time  File name',
  ])('may begin with "%s"', (header) => {
    expect(read(header, 'a.dll     b.dll')?.lines).toBe(2)
  })

  test.each([
    ['two known columns', ['File name  Size', 'a.dll      12']],
    ['no file column', ['Date  Time  Size', 'a.dll  1  2']],
    ['a column that is not known', ['Date  Time  Weight of a Whole Tape Drive  File name', 'a.dll  1  2']],
    ['another word first', ['Tape  Date  Time  File name', 'a.dll  1  2']],
    ['no row with a file', ['Date  Time  File name', '1  2  3']],
    ['two blank lines before its rows', ['Date  Time  File name', '', '', '1     2     a.dll']],
  ])('is none with %s', (_, lines) => {
    expect(read(...lines)).toBeNull()
  })
})

describe('columns without a rule', () => {
  const rows = ['Print   print.exe', 'Turn    turn.exe', 'Stop    stop.exe']

  test('have a blank line under the header and three rows in line', () => {
    expect(read('Task    Program', '', ...rows, '', 'That is all.')).toEqual({
      header: ['Task', 'Program'],
      rows: [
        ['Print', 'print.exe'],
        ['Turn', 'turn.exe'],
        ['Stop', 'stop.exe'],
      ],
      lines: 5,
    })
  })

  test('may have blank lines between the rows', () => {
    expect(read('Task    Program', '', rows[0]!, '', rows[1]!, '', rows[2]!)).toMatchObject({ lines: 7 })
  })

  test.each([
    ['two rows', ['Task    Program', '', rows[0]!, rows[1]!]],
    ['no blank line', ['Task    Program', ...rows]],
    ['one blank in the header', ['Task Program', '', ...rows]],
    ['a header in lower case', ['Task    program', '', ...rows]],
    ['a header of four words', ['Task    Program of the Drive', '', ...rows]],
    ['a row out of line', ['Task    Program', '', rows[0]!, rows[1]!, 'Stop  stop.exe']],
    ['three blank lines', ['Task    Program', '', '', '', ...rows]],
  ])('%s are none', (_, lines) => {
    expect(read(...lines)).toBeNull()
  })
})

test('a table is printed whole', () => {
  const text = 'Name   Size\n-----------\na.dll  12\n\nStop.'
  const lines = readLines(text)
  const { passage } = readTable(lines, 0, lines.length)!.table
  expect(passage.text).toBe('Name   Size\n-----------\na.dll  12')
  expect(passage.span).toEqual([0, 33])
})
