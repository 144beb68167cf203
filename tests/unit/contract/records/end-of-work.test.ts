import { describe, expect, it } from 'vitest'
import { newsOfEnd } from '../../../../contract/records/end-of-work'
import type { Job } from '../../../../contract/records/job'

const minute = 60_000

function job(more: Partial<Job>): Job {
  const base = { id: 'j', kind: 'train' as const, project: 'p', run: 'r', title: 'topk-32-a', state: 'done' as const }
  return { ...base, startedAt: 1_000, finishedAt: 1_000 + 5 * minute, ...more }
}

const error = { code: 'disk-full' as const, message: 'The disk is full.', hint: 'Free some space.' }

describe('the end of a long run', () => {
  it('is told with what was done in which time', () => {
    const progress = { done: 30_000, total: 30_000, unit: 'steps' }
    expect(newsOfEnd(job({ progress }), false)).toEqual({ title: 'topk-32-a is done', body: '30,000 steps in 5 min' })
    expect(newsOfEnd(job({ finishedAt: 1_000 + 125 * minute }), false)).toMatchObject({ body: 'After 2 h 5 min' })
  })

  it('is told with the reason and the remedy when it failed', () => {
    const failed = { title: 'topk-32-a failed', body: 'The disk is full. Free some space.' }
    expect(newsOfEnd(job({ state: 'failed', error }), false)).toEqual(failed)
    expect(newsOfEnd(job({ state: 'interrupted', error }), false)).toEqual(failed)
    const open = { ...error, message: 'It ended (signal SIGKILL)' }
    expect(newsOfEnd(job({ state: 'failed', error: open }), false)).toMatchObject({
      body: 'It ended (signal SIGKILL). Free some space.'
    })
  })

  it('of a sweep is told once, for all its runs', () => {
    expect(newsOfEnd(job({ kind: 'sweep', group: 'g' }), false)).toMatchObject({ title: 'topk-32-a is done' })
    expect(newsOfEnd(job({ group: 'g' }), false)).toBeUndefined()
  })

  it.each([
    ['somebody looks', job({}), true],
    ['it was short', job({ finishedAt: 1_000 + minute }), false],
    ['it goes on', job({ state: 'running', finishedAt: undefined }), false],
    ['somebody cancelled it', job({ state: 'cancelled' }), false],
    ['Loupe was closed', job({ state: 'interrupted' }), false],
    ['it is an analysis', job({ kind: 'analyze' }), false]
  ])('is no news when %s', (_, ended, isLookedAt) => {
    expect(newsOfEnd(ended, isLookedAt)).toBeUndefined()
  })
})
