/** Images of rows: by path, or kept in the table; and tables that name what is none of their business. */
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { maxImageBytes } from '../../../../../contract/records/image'
import { rowImages } from '../../../../../main/datasets/images/row-images'
import { inspectFiles } from '../../../../../main/datasets/inspect'
import { make } from '../made'
import { errorOf, fixtures, tellingRows, temporaryFolder, writeNpy, writeText } from '../support'
import { png } from './pictures'

const folder = temporaryFolder()
const place = join(folder, 'table')
mkdirSync(join(place, 'pictures'), { recursive: true })
const red = png(3, 2, [255, 0, 0])
const secret = writeText(folder, 'secret.txt', 'nobody may read this')
const outside = writeText(folder, 'outside.png', red)
writeText(join(place, 'pictures'), 'red.png', red)
writeText(place, 'text.png', 'BM is how this text begins, and it is no picture')
writeText(place, 'large.png', Buffer.concat([red, Buffer.alloc(maxImageBytes)]))
symlinkSync(outside, join(place, 'link.png'))

let tables = 0

/** A table with these paths. */
function tableOf(paths: string[]): string {
  tables += 1
  return writeText(place, `rows-${tables}.csv`, ['file_name,label', ...paths.map((path) => `${path},cat`)].join('\n'))
}

/** Types of the images, codes of the problems. */
async function answers(path: string, rows: number[]): Promise<string[]> {
  return (await rowImages({ path }, rows)).map(({ image, problem }) => image?.type ?? problem?.code ?? '')
}

describe('paths', () => {
  it('are read below the table’s folder, or where the table gives the whole path', async () => {
    const table = tableOf(['pictures/red.png', outside, './pictures/../pictures/red.png'])
    const found = await rowImages({ path: table }, [2, 0, 1])
    expect(found.map(({ row, image }) => [row, image?.type, Buffer.from(image?.bytes ?? []).equals(red)])).toEqual([
      [2, 'image/png', true],
      [0, 'image/png', true],
      [1, 'image/png', true]
    ])
  })

  it('that lead elsewhere, to nothing, or to what is no image are refused one by one', async () => {
    const named = [
      '../outside.png',
      'link.png',
      '//server/share/a.png',
      'gone.png',
      'text.png',
      'large.png',
      'pictures/red.png',
      ''
    ]
    const codes = ['denied', 'denied', 'denied', 'not-found', 'unsupported', 'unsupported', 'image/png', 'not-found', 'not-found']
    expect(await answers(tableOf(named), [0, 1, 2, 3, 4, 5, 6, 7, 99])).toEqual(codes)
  })

  it('of files that are no images are never read, whatever a later row says', async () => {
    const table = tableOf([...Array(300).fill('pictures/red.png'), secret])
    const [answer] = await rowImages({ path: table }, [300])
    expect(answer).toMatchObject({ problem: { code: 'unsupported', place: secret } })
    expect(answer).not.toHaveProperty('image')
  })

  it('of a table without images are told so', async () => {
    const error = await errorOf(rowImages({ path: writeText(folder, 'labels.csv', 'name,label\na,b\nc,d\n') }, [0]))
    expect([error.code, error.message]).toEqual(['not-found', '“labels.csv” has no images.'])
  })
})

describe('kept in the table', () => {
  it.each(['parquet', 'arrow'])('as %s, they are the bytes that were written', async (kind) => {
    const path = join(fixtures, 'datasets', kind, `images.${kind}`)
    const found = await rowImages({ path }, [0, 1, 2, 3, 4, 5])
    expect(found.map(({ image, problem }) => image?.type ?? `${problem?.code} ${problem?.message}`)).toEqual([
      'image/png',
      'image/png',
      'not-found Row 2 has no image.',
      'not-found There is no file “3.png”.',
      'image/png',
      'image/png'
    ])
    // One pixel, whose red is 40 · row: its line is a filter byte and three channels.
    const { inflateSync } = await import('node:zlib')
    const pixel = (row: number) => [...inflateSync(Buffer.from(found[row].image?.bytes ?? []).subarray(41))]
    expect([0, 1, 4, 5].map(pixel)).toEqual([0, 40, 160, 200].map((value) => [0, value, 0, 0]))
  })

  it.each(['parquet', 'arrow'])('as %s, one column is theirs, and sounds are none', async (kind) => {
    const inspection = await inspectFiles([{ path: join(fixtures, 'datasets', kind, `images.${kind}`) }])
    const roles = Object.fromEntries(inspection.rowTable?.columns.map(({ name, role }) => [name, role]) ?? [])
    expect(roles).toMatchObject({ image: 'image', label: 'label' })
    expect(Object.values(roles).filter((role) => role === 'image')).toHaveLength(1)
    expect(inspection.activations).toMatchObject({ rows: 6, dIn: 2 })
  })
})

describe('a data set', () => {
  const table = tableOf(Array.from({ length: 40 }, () => 'pictures/red.png'))
  const activations = writeNpy(folder, 'vit.npy', tellingRows(40, 4), [40, 4])

  it('of images is understood as one', async () => {
    const { files, rowTable, findings } = await inspectFiles([{ path: activations }, { path: table }])
    expect(files[1]).toMatchObject({ role: 'rows', remark: 'images, matched by row count' })
    expect(rowTable?.columns).toMatchObject([
      { name: 'file_name', role: 'image', kind: 'text' },
      { name: 'label', role: 'label' }
    ])
    expect(findings.map(({ id }) => id)).not.toContain('no-row-table')
  })

  it('keeps the column, and does not list the paths as a label', async () => {
    const made = await make(folder, { activations: { path: activations }, rowTable: { path: table } })
    expect(made.dataset.rowTable?.columns.map(({ role }) => role)).toEqual(['image', 'label'])
    expect(made.index.labelColumns).toEqual(['label'])
    await made.close()
  })

  it('whose cells are web addresses has labels: nothing is fetched', async () => {
    const web = tableOf(Array.from({ length: 40 }, (_, row) => `https://example.org/${row}.png`))
    const { rowTable } = await inspectFiles([{ path: activations }, { path: web }])
    expect(rowTable?.columns.map(({ role }) => role)).toEqual(['label', 'label'])
  })
})
