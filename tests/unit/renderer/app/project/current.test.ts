/** Which run is shown when none was chosen. */
import { expect, it } from 'vitest'
import type { Run } from '../../../../../contract/records/run'
import { defaultRun } from '../../../../../renderer/app/project/current'

const analysis = { step: 1, features: 8, rows: 10, finishedAt: 1 }
const run = (id: string, createdAt: number, analyzed = false) =>
  ({ id, createdAt, analysis: analyzed ? analysis : undefined }) as Run

it('is the latest that has features to look at', () => {
  expect(defaultRun([run('old', 1, true), run('analyzed', 2, true), run('training', 3)])?.id).toBe('analyzed')
})

it('is the latest of all while none was analyzed, and none where there is none', () => {
  expect([defaultRun([run('a', 2), run('b', 3), run('c', 1)])?.id, defaultRun([])]).toEqual(['b', undefined])
})
