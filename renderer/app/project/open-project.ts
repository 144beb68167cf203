/** Opening a project from wherever it is asked: cards, palette, dialog, drop. Errors become a toast, a locked project a question. */
import type { Project, Sample } from '../../../contract/records/project'
import { LoupeError } from '../../../contract/wire/errors'
import { confirm } from '../../widgets/dialog/dialog-store'
import { toast, toastError } from '../../widgets/toast/toast-store'
import { client } from '../engine/client'
import { markStale } from '../engine/query-client'
import { host } from '../host'
import { enterOpened } from './current'

export async function openFolder(folder: string): Promise<boolean> {
  return attempt(async () => {
    try {
      return await client().call('projects.open', { folder })
    } catch (error) {
      if (!(error instanceof LoupeError) || error.code !== 'locked' || !(await wantsReading(error))) throw error
      return client().call('projects.open', { folder, readOnly: true })
    }
  })
}

export async function openSample(sample: Sample['id'], reset = false): Promise<boolean> {
  return attempt(() => client().call('projects.openSample', { sample, reset }))
}

/** Asks for a project folder with the system's dialog; false where the host has none. */
export async function pickProject(): Promise<boolean> {
  const picked = await host().pick('project')
  if (picked === null) return false
  if (picked[0]) await openFolder(picked[0])
  return true
}

function wantsReading(error: LoupeError): Promise<boolean> {
  const words = [error.message, error.hint?.replace(/\.$/, ''), 'You can look at everything meanwhile; nothing can be changed.']
  const text = words.filter(Boolean).join('. ')
  return confirm({ title: 'This project is open elsewhere', text, action: 'Open read-only' })
}

async function attempt(open: () => Promise<Project>): Promise<boolean> {
  try {
    const project = await open()
    enterOpened(project)
    if (project.joined)
      toast({ text: 'Joined the Loupe that has this project open', detail: 'Both see at once what either of you does.' })
    markStale(['projects.recent'])
    return true
  } catch (error) {
    toastError(error)
    return false
  }
}
