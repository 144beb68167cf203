import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readRows } from '../../../../main/datasets/index'
import { make } from './made'
import { npyBytes, temporaryFolder } from './support'

const folder = temporaryFolder()
const values = Float32Array.from({ length: 40 * 3 }, (_, i) => Math.sin(i) + (i === 12 ? 500 : 0))
const targets = Float32Array.from({ length: 40 * 2 }, (_, i) => i)
const path = join(folder, 'acts.npy')
writeFileSync(path, npyBytes(values, [40, 3]))
writeFileSync(join(folder, 'out.npy'), npyBytes(targets, [40, 2]))

it('single rows come in the order asked for, with their targets', async () => {
  const made = await make(folder, { activations: { path }, targets: { path: join(folder, 'out.npy') } })
  await made.close()
  const found = await readRows(made.dataset, folder, [39, 0, 4])
  expect([...found.values]).toEqual([...values.subarray(117), ...values.subarray(0, 3), ...values.subarray(12, 15)])
  expect([...(found.targets ?? [])]).toEqual([78, 79, 0, 1, 8, 9])
  await expect(readRows(made.dataset, folder, [40])).rejects.toMatchObject({ code: 'not-found' })
})

it('outliers are clipped as the dictionary saw them', async () => {
  const made = await make(folder, { activations: { path }, outliers: 'clip' })
  await made.close()
  const { outliers, norms } = made.dataset
  const found = await readRows(made.dataset, folder, [4])
  expect(Math.hypot(...found.values)).toBeCloseTo(outliers.factor * norms.median, 3)
})

it('a file that is gone or another is told with the remedy', async () => {
  const copy = join(folder, 'copy.npy')
  writeFileSync(
    copy,
    npyBytes(
      values.map((value) => value + 1),
      [40, 3]
    )
  )
  const made = await make(folder, { activations: { path: copy } })
  await made.close()
  writeFileSync(
    copy,
    npyBytes(
      values.map((value) => value + 2),
      [40, 3]
    )
  )
  await expect(readRows(made.dataset, folder, [0])).rejects.toMatchObject({
    code: 'changed',
    place: copy,
    hint: expect.stringContaining('Restore')
  })
})
