import { describe, expect, it } from 'vitest'
import type { FileInspection, Inspection } from '../../../../contract/records/inspection'
import { inspectionProblem } from '../../../../main/cli/inspection-problem'

const good: Inspection = { files: [], findings: [], preview: [], valid: true }
const files = [{ path: '/data/a.npy' }, { path: '/data/b.npy' }]

describe('why no project can be made of files', () => {
  it('is nothing when one can', () => {
    expect(inspectionProblem(good, files)).toBeUndefined()
  })

  it('is the problem of a file before all', () => {
    const problem = { code: 'truncated' as const, message: 'cut', place: '/data/a.npy' }
    const bad = { ...good, valid: false, files: [{ path: '/data/a.npy', problem } as FileInspection] }
    expect(inspectionProblem(bad, files)).toEqual(problem)
  })

  it('else what was found, with the files that were given', () => {
    const finding = { id: 'not-finite', level: 'error' as const, title: 'Every row holds NaN', detail: 'Look', remedies: [] }
    const place = '/data/a.npy, /data/b.npy'
    expect(inspectionProblem({ ...good, valid: false, findings: [finding] }, files)).toEqual({
      code: 'unsupported',
      message: 'Every row holds NaN',
      hint: 'Look',
      place
    })
    expect(inspectionProblem({ ...good, valid: false }, files)).toMatchObject({ code: 'unsupported', place })
  })
})
