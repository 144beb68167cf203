/** Tests of what is said when a training ends. */
import { describe, expect, it } from 'vitest'
import { noticeOf } from '../../../../../renderer/app/shell/run-notices'
import { runWith } from '../../screens/runs/config'

describe('noticeOf', () => {
  it('tells the end of a training with its time and result', () => {
    const run = runWith({ seconds: 130, validation: { explained_variance: 0.8094 } })
    expect(noticeOf('running', run)).toEqual({
      tone: 'ok',
      title: 'topk-32 is trained',
      text: '2 min 10 s, explained variance 0.809'
    })
  })

  it('tells why one failed', () => {
    const error = { code: 'internal' as const, message: 'Loss is not finite.' }
    expect(noticeOf('running', runWith({ state: 'failed', error }))).toMatchObject({
      tone: 'danger',
      text: 'Loss is not finite.'
    })
  })

  it('says nothing of what a person did, of old news, and while it trains', () => {
    expect(noticeOf('running', runWith({ state: 'stopped' }))).toBeUndefined()
    expect(noticeOf('done', runWith({}))).toBeUndefined()
    expect(noticeOf(undefined, runWith({}))).toBeUndefined()
    expect(noticeOf('running', runWith({ state: 'running' }))).toBeUndefined()
  })
})
