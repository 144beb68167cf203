/** What a window says and shows when the Loupe it worked through has ended. */
import { beforeEach, expect, it } from 'vitest'
import type { Project } from '../../../../../contract/records/project'
import { queryClient } from '../../../../../renderer/app/engine/query-client'
import { enterProject, leaveProject } from '../../../../../renderer/app/session'
import { takeHandOver } from '../../../../../renderer/app/shell/use-hand-over'
import { useToasts } from '../../../../../renderer/widgets/toast/toast-store'

const record: Project = { id: 'p', name: 'Shared', folder: '/a.loupe', createdAt: 1, readOnly: false, datasets: [] }
const shown = () => useToasts.getState().toasts.map(({ tone, text, detail }) => ({ tone, text, detail }))

beforeEach(() => {
  leaveProject()
  enterProject(record, 'runs')
  queryClient.clear()
  queryClient.setQueryData(['projects.get', { project: 'p' }], { ...record, joined: true })
  queryClient.setQueryData(['runs.list', { project: 'p' }], [])
  useToasts.setState({ toasts: [] })
})

it('has the project itself now: says so, and asks everything again', () => {
  takeHandOver({ project: 'p', record })
  expect(queryClient.getQueryData(['projects.get', { project: 'p' }])).toEqual(record)
  expect(queryClient.getQueryState(['runs.list', { project: 'p' }])?.isInvalidated).toBe(true)
  expect(shown()).toMatchObject([{ tone: 'warn', detail: expect.stringContaining('This window has the project now') }])
})

it('joined a third one', () => {
  takeHandOver({ project: 'p', record: { ...record, joined: true } })
  expect(shown()).toMatchObject([{ detail: expect.stringContaining('A third one has the project now') }])
})

it('says why nobody could take the project', () => {
  takeHandOver({ project: 'p', error: { code: 'locked', message: 'Open elsewhere', hint: 'Close it there.' } })
  expect(shown()).toEqual([{ tone: 'danger', text: 'Open elsewhere', detail: 'Close it there.' }])
})

it('keeps quiet about a project that is not in view', () => {
  takeHandOver({ project: 'another', record: { ...record, id: 'another' } })
  expect(shown()).toEqual([])
})
