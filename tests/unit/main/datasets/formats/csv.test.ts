/** Text tables as activations and as row tables, in the shapes people save them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openActivations } from '../../../../../main/datasets/activations'
import { openTable } from '../../../../../main/datasets/table'
import { activationFixture, errorOf, samples, temporaryFolder, writeText } from '../support'

const folder = temporaryFolder()

async function numbers(name: string, text: string): Promise<number[][]> {
  const reader = await openActivations({ path: writeText(folder, name, text) })
  const values = [...(await reader.read(0, reader.rows))]
  await reader.close()
  return Array.from({ length: reader.rows }, (_, row) => values.slice(row * reader.dIn, (row + 1) * reader.dIn))
}

async function cells(path: string): Promise<Record<string, unknown[]>> {
  const table = await openTable({ path })
  const found: Record<string, unknown[]> = {}
  for await (const block of table.blocks()) {
    for (const name of table.columns) found[name] = [...(found[name] ?? []), ...(await block.column(name))]
  }
  await table.close()
  return found
}

describe('activations', () => {
  it.each([
    ['with a header', 'a,b\n1,2\n3,4\n'],
    ['without one', '1,2\n3,4'],
    ['separated by tabs', 'a\tb\n1\t2\n3\t4\n'],
    ['separated by semicolons', 'a;b\r\n1;2\r\n3;4\r\n'],
    ['with a byte order mark', '\ufeffa,b\n1,2\n3,4\n'],
    ['with blank lines', '\na,b\n\n1,2\n3,4\n\n'],
    ['quoted', '"a","b"\n"1","2"\n"3","4"\n'],
    ['as pandas writes them', ',0,1\n0,1,2\n1,3,4\n'],
    ['beside columns about the row', 'token,doc,a,b,label\nx,0,1,2,7\ny,0,3,4,8\n']
  ])('are read %s', async (name, text) => {
    expect(await numbers(`${name}.csv`, text)).toEqual([
      [1, 2],
      [3, 4]
    ])
  })

  it('reads empty cells, nan and inf as numbers that are not finite', async () => {
    expect(await numbers('holes.csv', 'a,b\n,1\nnan,-inf\n2,3\n')).toEqual([
      [Number.NaN, 1],
      [Number.NaN, Number.NEGATIVE_INFINITY],
      [2, 3]
    ])
  })

  it('finds any row of a long file', async () => {
    const text = `a,b\n${Array.from({ length: 2000 }, (_, row) => `${row},${row / 2}`).join('\n')}\n`
    const reader = await openActivations({ path: writeText(folder, 'long.csv', text) })
    expect(reader.rows).toBe(2000)
    for (const row of [0, 254, 255, 256, 257, 1023, 1999]) expect([...(await reader.read(row, 1))]).toEqual([row, row / 2])
    const part = await reader.read(200, 700)
    expect([part[0], part[1], part[1398], part[1399]]).toEqual([200, 100, 899, 449.5])
    await reader.close()
  })
})

describe('row tables', () => {
  it('are the text columns beside activations', async () => {
    const phrases = ['cat', 'joyful cat', 'dog', 'loyal dog', 'not cat', 'not dog', 'robot', 'AI assistant']
    expect(await cells(join(samples, 'toy', 'toy-lm.csv'))).toEqual({ phrase: phrases })
  })

  it('keep quotes, separators and line ends inside cells', async () => {
    const path = writeText(folder, 'tokens.csv', 'token,pos\n""" ""","0"\n"a,b",1\n"\n",2\n"",3\n')
    expect(await cells(path)).toEqual({ token: ['" "', 'a,b', '\n', null], pos: ['0', '1', '2', '3'] })
  })

  it('give any rows of a long file', async () => {
    const text = `token,doc\n${Array.from({ length: 1500 }, (_, row) => `"t\n${row}",${row % 7}`).join('\n')}`
    const table = await openTable({ path: writeText(folder, 'long-table.csv', text) })
    const block = await table.read(1022, 1026)
    expect([table.rows, await block.column('token')]).toEqual([1500, ['t\n1022', 't\n1023', 't\n1024', 't\n1025']])
    await table.close()
  })

  it('are all cells where there are not two columns of numbers', async () => {
    const path = writeText(folder, 'plain.csv', 'name,loss\na,0.5\nb,0.25\n')
    expect(await cells(path)).toEqual({ name: ['a', 'b'], loss: ['0.5', '0.25'] })
  })
})

describe('bad tables', () => {
  const fractions = Array.from({ length: 12 }, (_, row) => `${row}.5,${row}.25`)

  it.each([
    ['in the middle', [...fractions.slice(0, 5), '5.5,x', ...fractions.slice(5)], 'malformed', '“x” in row 5'],
    ['where the file is cut off', [...fractions, '5.5,-'], 'truncated', '“-” in row 12']
  ])('one cell that is no number %s does not take its column away', async (name, lines, code, words) => {
    const path = writeText(folder, `${name}.csv`, `a,b,c\n${lines.map((line) => `0.5,${line}`).join('\n')}`)
    const error = await errorOf(openActivations({ path }))
    expect([error.code, error.place]).toEqual([code, path])
    expect(error.message).toContain(`${words}, column “c”`)
  })

  it('a text in one row only is a label', async () => {
    const text = `a,b,note\n${fractions.map((line, row) => `${line},${row === 3 ? 'odd' : ''}`).join('\n')}\n`
    expect((await cells(writeText(folder, 'note.csv', text))).note[3]).toBe('odd')
  })

  const good = readFileSync(activationFixture('rows.csv'), 'utf8')

  it.each([
    ['a header only', 'a,b\n', 'empty'],
    ['blank lines only', '\n\n\n', 'empty'],
    ['bytes that are no text', 'a,b\n1,\u0000\n', 'malformed'],
    ['an open quote', 'token,a,b\n"x,1,2\ny,3,4\n', 'truncated'],
    ['decimal commas', 'a;b;c\n0,5;1,25;2\n1,5;2,25;3,5\n', 'malformed']
  ])('refuses %s', async (name, text, code) => {
    const path = writeText(folder, `${name}.csv`, text)
    const error = await errorOf(openActivations({ path }))
    expect([error.code, error.place]).toEqual([code, path])
    expect(error.message).toContain(name)
  })

  it('is quick about very many columns', async () => {
    const path = writeText(folder, 'wide-row.csv', `${'1,'.repeat(199_999)}1\n`)
    const reader = await openActivations({ path })
    expect([reader.rows, reader.dIn]).toEqual([1, 200_000])
    await reader.close()
  })

  it('refuses UTF-16', async () => {
    const path = writeText(folder, 'wide.csv', Buffer.from('\ufeffa,b\n1,2\n', 'utf16le'))
    expect((await errorOf(openActivations({ path }))).message).toContain('UTF-16')
  })

  it.each([
    ['a text among numbers', good.replace(/^(.*\n){30}/, (head) => `${head}abc,${'1,'.repeat(14)}1\n`), 'malformed'],
    ['a row with one cell too many', `${good.trimEnd()},1\n${good.split('\n')[5]}\n`, 'malformed'],
    ['a last row that is cut off', good.slice(0, -150), 'truncated']
  ])('notices %s when it comes to it', async (name, text, code) => {
    const padded = text.replace('\n', `\n${good.split('\n').slice(1, 31).join('\n')}\n`.repeat(8))
    const path = writeText(folder, `${name}.csv`, padded)
    const reader = await openActivations({ path })
    const error = await errorOf(reader.read(0, reader.rows))
    await reader.close()
    expect([error.code, error.place]).toEqual([code, path])
    expect(error.message).toMatch(/row \d+/)
  })
})
