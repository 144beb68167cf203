import { expect, it } from 'vitest'
import { AnomaliesQuestion } from '../../../../../contract/records/studies/anomalies'
import { DenoiseQuestion } from '../../../../../contract/records/studies/denoise'
import { studyPaths } from '../../../../../main/engine/jobs/study-paths'

it('a question that reads or writes files names them all, so that a window may use only those it was given', () => {
  const clean = { path: '/data/clean.npy' }
  expect(studyPaths(DenoiseQuestion.parse({ kind: 'denoise', out: '/data/out', clean }))).toEqual([
    '/data/out',
    '/data/clean.npy'
  ])
  expect(studyPaths(DenoiseQuestion.parse({ kind: 'denoise', out: '/data/out' }))).toEqual(['/data/out'])
  expect(studyPaths(AnomaliesQuestion.parse({ kind: 'anomalies' }))).toEqual([])
})
