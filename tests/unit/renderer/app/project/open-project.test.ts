/** Opening a project that another Loupe has open. The other end of the client's port answers as the test says. */
import { beforeEach, expect, it, vi } from 'vitest'
import { createClient } from '../../../../../contract/wire/client'
import type { ClientMessage, EngineMessage } from '../../../../../contract/wire/envelope'
import { errorRecordFrom, LoupeError } from '../../../../../contract/wire/errors'
import { useConnection } from '../../../../../renderer/app/engine/client'
import { openFolder } from '../../../../../renderer/app/project/open-project'
import { leaveProject, useSession } from '../../../../../renderer/app/session'
import { useDialog } from '../../../../../renderer/widgets/dialog/dialog-store'
import { useToasts } from '../../../../../renderer/widgets/toast/toast-store'

const project = { id: 'p1', folder: '/a.loupe' }

function engine(open: (params: { readOnly?: boolean }) => unknown): void {
  let say: (message: EngineMessage) => void = () => undefined
  const post = (message: ClientMessage) => {
    if (message.kind !== 'call') return
    queueMicrotask(() => {
      try {
        say({ v: 1, kind: 'result', id: message.id, value: open(message.params as { readOnly?: boolean }) })
      } catch (error) {
        say({ v: 1, kind: 'error', id: message.id, error: errorRecordFrom(error) })
      }
    })
  }
  const listen = (onMessage: typeof say) => {
    say = onMessage
  }
  useConnection.setState({ state: 'open', client: createClient({ post, listen, close: () => undefined }), generation: 1 })
}

const locked = ({ readOnly }: { readOnly?: boolean }) => {
  if (!readOnly) throw new LoupeError('locked', 'Another Loupe has it open')
  return project
}

beforeEach(() => {
  leaveProject()
  useToasts.setState({ toasts: [] })
})

it('goes to the runs of the project', async () => {
  engine(() => project)
  expect(await openFolder('/a.loupe')).toBe(true)
  expect(useSession.getState()).toMatchObject({ screen: 'runs', project: 'p1', folder: '/a.loupe' })
})

it('asks before it opens a locked project for reading', async () => {
  engine(locked)
  const opened = openFolder('/a.loupe')
  await vi.waitFor(() => expect(useDialog.getState().question?.title).toBe('This project is open elsewhere'))
  useDialog.getState().answer?.('yes')
  expect(await opened).toBe(true)
  expect(useSession.getState().project).toBe('p1')
})

it('says why and stays when the person declines', async () => {
  engine(locked)
  const opened = openFolder('/a.loupe')
  await vi.waitFor(() => expect(useDialog.getState().question).not.toBeNull())
  useDialog.getState().answer?.(null)
  expect(await opened).toBe(false)
  expect(useSession.getState().project).toBeNull()
  expect(useToasts.getState().toasts.map((toast) => toast.text)).toEqual(['Another Loupe has it open'])
})
