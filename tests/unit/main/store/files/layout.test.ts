import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectLayout } from '../../../../../main/store/files/layout'
import { codeOf } from '../samples'

test('everything of a project has its place in the folder', () => {
  const layout = projectLayout('/p/Name.loupe')
  expect(layout.database).toBe(join('/p/Name.loupe', 'project.sqlite'))
  expect(layout.datasetFolder('d1')).toBe(join('/p/Name.loupe', 'datasets', 'd1'))
  expect(layout.configFile('r1')).toBe(join('/p/Name.loupe', 'runs', 'r1', 'config.json'))
  expect(layout.checkpointFolder('r1', 600)).toBe(join('/p/Name.loupe', 'runs', 'r1', 'checkpoints', '600'))
  expect(layout.analysisFolder('r1', 2)).toBe(join('/p/Name.loupe', 'runs', 'r1', 'analysis', '2'))
})

test('no id or number leads out of the folder', async () => {
  const layout = projectLayout('/p/Name.loupe')
  for (const id of ['..', 'a/b', 'a\\b', '', '.', 'x'.repeat(65), 'a\0b'])
    expect(await codeOf(() => layout.runFolder(id))).toBe('usage')
  for (const step of [-1, 1.5, Number.NaN, 2 ** 60]) expect(await codeOf(() => layout.checkpointFolder('r', step))).toBe('usage')
})
