/** Label columns of a row index as categories, whatever they are kept as. */
import { afterAll, expect, it } from 'vitest'
import { make, writeTable } from './made'
import { errorOf, tellingRows, temporaryFolder, writeNpy } from './support'

const project = temporaryFolder()
const rows = 1_500
const activations = { path: writeNpy(project, 'acts.npy', tellingRows(rows, 2), [rows, 2]) }
const table = writeTable(project, 'rows.jsonl', rows, (i) => ({
  language: ['en', 'de', null][i % 3],
  level: i % 4 === 0 ? null : (i % 4) / 2,
  position: i,
  long: `${'x'.repeat(300)}${i % 2}`,
  measured: i * 1.5
}))
const made = await make(project, { activations, rowTable: table })
const { index } = made
afterAll(made.close)

it.each([
  ['language', (i: number) => ['en', 'de', ''][i % 3]],
  ['level', (i: number) => ['', '0.5', '1', '1.5'][i % 4]],
  ['long', (i: number) => `${'x'.repeat(300)}${i % 2}`]
])('of %s, each row as it reads alone', async (name, expected) => {
  const { categories, codes } = await index.categories(name)
  expect(Array.from(codes, (code) => (code < 0 ? '' : categories[code]))).toEqual(
    Array.from({ length: rows }, (_, i) => expected(i))
  )
  expect(new Set(categories).size).toBe(categories.length)
  expect((await index.labels(5))[name] ?? '').toBe(expected(5))
})

it('refuses a column of too many values, and one that there is not with those that there are', async () => {
  expect(await errorOf(index.categories('measured'))).toMatchObject({
    code: 'unsupported',
    message: expect.stringContaining('1,000')
  })
  const error = await errorOf(index.categories('nothing'))
  expect(error).toMatchObject({ code: 'not-found', hint: expect.stringMatching(/language.*measured/) })
})
