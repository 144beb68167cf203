/** Questions as promises. */
import { expect, it } from 'vitest'
import { choose, confirm, useDialog } from '../../../../../renderer/widgets/dialog/dialog-store'

it('resolve with the answer and close', async () => {
  const answered = confirm({ title: 'Delete run?', text: 'Its labels go too.', action: 'Delete run', danger: true })
  expect(useDialog.getState().question?.choices).toEqual([{ value: 'yes', label: 'Delete run', variant: 'danger' }])
  useDialog.getState().answer?.('yes')
  expect(await answered).toBe(true)
  expect(useDialog.getState().question).toBeNull()
})

it('are cancelled by a second one', async () => {
  const first = choose({ title: 'Stop?', text: '', choices: [{ value: 'keep', label: 'Keep' }] })
  const second = confirm({ title: 'Other?', text: '', action: 'Yes' })
  expect(await first).toBeNull()
  useDialog.getState().answer?.(null)
  expect(await second).toBe(false)
})
