/** Toasts come, wait, and go; errors stay. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { LoupeError } from '../../../../../contract/wire/errors'
import { closeToast, toast, toastError, useToasts } from '../../../../../renderer/widgets/toast/toast-store'

const texts = () => useToasts.getState().toasts.map((entry) => entry.text)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  useToasts.setState({ toasts: [] })
})

it('go by themselves, later when there is something to press', () => {
  toast({ text: 'saved' })
  toast({ text: 'undone', action: { label: 'Undo', run: () => undefined } })
  vi.advanceTimersByTime(5_100)
  expect(texts()).toEqual(['undone'])
  vi.advanceTimersByTime(3_000)
  expect(texts()).toEqual([])
})

it('stay when they are errors, with the remedy and then the place', () => {
  const id = toastError(new LoupeError('locked', 'Open elsewhere', { hint: 'Close it there.', place: '/a.loupe' }))
  vi.advanceTimersByTime(1e6)
  expect(useToasts.getState().toasts).toMatchObject([
    { tone: 'danger', text: 'Open elsewhere', detail: 'Close it there. /a.loupe' }
  ])
  closeToast(id)
  expect(texts()).toEqual([])
})

it('never cover the window: the oldest gives way', () => {
  for (const text of ['1', '2', '3', '4', '5']) toast({ text })
  expect(texts()).toEqual(['2', '3', '4', '5'])
})
