import { describe, expect, it, vi } from 'vitest'
import { Inbox } from '../../../../../main/engine/transports/inbox'

describe('an inbox', () => {
  it('hands over what came before somebody listened, in order, then the rest', () => {
    const inbox = new Inbox<number>()
    const got: number[] = []
    inbox.take(1)
    inbox.take(2)
    inbox.listen(
      (message) => got.push(message),
      () => undefined
    )
    inbox.take(3)
    expect(got).toEqual([1, 2, 3])
  })

  it('tells of its end once, whenever somebody listens, after the messages before it', () => {
    const inbox = new Inbox<number>()
    const got: unknown[] = []
    inbox.take(1)
    inbox.close()
    inbox.take(2)
    inbox.listen(
      (message) => got.push(message),
      () => got.push('end')
    )
    inbox.close()
    expect(got).toEqual([1, 'end'])
  })

  it('is silent after its end', () => {
    const inbox = new Inbox<number>()
    const onMessage = vi.fn()
    const onClose = vi.fn()
    inbox.listen(onMessage, onClose)
    inbox.close()
    inbox.close()
    inbox.take(1)
    expect([onMessage.mock.calls.length, onClose.mock.calls.length]).toEqual([0, 1])
  })
})
