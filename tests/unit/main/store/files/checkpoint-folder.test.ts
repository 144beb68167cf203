import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sizeOfFolder, stepsInFolder, writeCheckpointFolder } from '../../../../../main/store/files/checkpoint-folder'
import { temporaryFolder } from '../samples'

test('a checkpoint is written as a folder named by its step and measured', async () => {
  const checkpoints = join(temporaryFolder(), 'runs', 'r', 'checkpoints')
  const written = await writeCheckpointFolder(checkpoints, 1_200, (folder) => {
    mkdirSync(join(folder, 'inner'))
    writeFileSync(join(folder, 'a'), '12345')
    writeFileSync(join(folder, 'inner', 'b'), '123')
  })
  expect(written).toEqual({ folder: join(checkpoints, '1200'), sizeBytes: 8 })
  expect(sizeOfFolder(written.folder)).toBe(8)
  expect(stepsInFolder(checkpoints)).toEqual([1_200])
})

test('steps are listed as numbers in order; files, empty folders and other names are not steps', () => {
  const checkpoints = temporaryFolder()
  for (const name of ['1000', '20', '0', '3', '-1', '1e3', '.writing-1', '01']) mkdirSync(join(checkpoints, name))
  for (const name of ['1000', '20', '0', '-1', '1e3', '01']) writeFileSync(join(checkpoints, name, 'x'), 'x')
  writeFileSync(join(checkpoints, '7'), 'a file')
  expect(stepsInFolder(checkpoints)).toEqual([0, 20, 1_000])
  expect(stepsInFolder(join(checkpoints, 'missing'))).toEqual([])
})
