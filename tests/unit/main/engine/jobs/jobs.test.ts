import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Job } from '../../../../../contract/records/job'
import { Jobs } from '../../../../../main/engine/jobs/jobs'

let told: Job[]
let jobs: Jobs
beforeEach(() => {
  vi.useFakeTimers()
  told = []
  jobs = new Jobs((job) => told.push(job))
})
afterEach(() => vi.useRealTimers())

const open = (cancel: () => void = () => undefined, project = 'p') =>
  jobs.open({ kind: 'analyze', project, run: 'r', title: 'first', cancel })
const rows = (done: number) => ({ done, total: 100, unit: 'rows' })

describe('a job', () => {
  it('is announced from its beginning to its end', () => {
    const job = open()
    job.state('running')
    job.end('done')
    expect(told.map(({ state }) => state)).toEqual(['queued', 'running', 'done'])
    expect(jobs.list()).toMatchObject([{ id: job.id, kind: 'analyze', run: 'r', title: 'first', finishedAt: expect.any(Number) }])
  })

  it('has exactly one end: what comes after it changes nothing', () => {
    const job = open()
    job.end('failed', { code: 'disk-full', message: 'full' })
    job.end('done')
    job.state('running')
    job.progress(rows(5))
    expect(jobs.list()[0]).toMatchObject({ state: 'failed', error: { code: 'disk-full' } })
    expect(told).toHaveLength(2)
    expect(jobs.list()[0].progress).toBeUndefined()
  })

  it('tells progress at most four times a second, and the last of a burst is not lost', () => {
    const job = open()
    job.state('running')
    const before = told.length
    for (let done = 1; done <= 50; done += 1) {
      job.progress(rows(done))
      vi.advanceTimersByTime(20)
    }
    vi.advanceTimersByTime(500)
    expect(told.length - before).toBeLessThanOrEqual(5)
    expect(told.at(-1)?.progress).toMatchObject({ done: 50, perSecond: expect.any(Number), secondsLeft: expect.any(Number) })
  })

  it('is asked to end once, and not when it has', () => {
    const cancel = vi.fn()
    const job = open(cancel)
    expect(jobs.cancel(job.id).state).toBe('queued')
    expect(cancel).toHaveBeenCalledTimes(1)
    job.end('cancelled')
    expect(jobs.cancel(job.id).state).toBe('cancelled')
    expect(cancel).toHaveBeenCalledTimes(1)
    expect(() => jobs.cancel('nobody')).toThrow(expect.objectContaining({ code: 'not-found' }))
  })
})

describe('the list of jobs', () => {
  it('has the latest first, of one project when asked', () => {
    const ids = [open(undefined, 'a').id, open(undefined, 'b').id, open(undefined, 'a').id]
    expect(jobs.list().map(({ id }) => id)).toEqual(ids.toReversed())
    expect(jobs.list('a').map(({ id }) => id)).toEqual([ids[2], ids[0]])
  })

  it('forgets old jobs that have ended, never one under way', () => {
    const running = open()
    for (let i = 0; i < 250; i += 1) open().end('done')
    expect(jobs.list().length).toBeLessThanOrEqual(102)
    expect(jobs.list().map(({ id }) => id)).toContain(running.id)
  })
})
