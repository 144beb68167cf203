/** Makes the project from the draft, or lets go of it. */
import { type ErrorRecord, errorRecordFrom } from '../../../contract/wire/errors'
import { client } from '../../app/engine/client'
import { stopReading } from './draft-reading'
import { datasetSources } from './draft-sources'
import { type Draft, empty, useDraft } from './draft-store'

let creating: AbortController | undefined

/** Stops reading or creating, whatever runs; true when something did. */
export function stopWork(): boolean {
  const active = useDraft.getState().reading ?? useDraft.getState().creating
  stopReading()
  creating?.abort()
  return active !== null
}

export function discardDraft(): void {
  stopWork()
  useDraft.setState(empty)
}

/** Makes the project; resolves with it, or with undefined when it was refused or cancelled (the draft then says why). */
export async function createProject() {
  const draft = useDraft.getState()
  const sources = draft.inspection && datasetSources(draft.files, draft.inspection)
  if (!sources) return undefined
  creating = new AbortController()
  useDraft.setState({ creating: { progress: null }, folderError: null, error: null })
  try {
    const project = await client().call(
      'projects.create',
      {
        folder: draft.folder,
        name: draft.name.trim(),
        ...sources,
        outliers: draft.outliers,
        ...(draft.split && { split: draft.split }),
        ...(draft.filter && { filter: draft.filter }),
        ...(draft.weights && { weights: draft.weights })
      },
      { signal: creating.signal, onProgress: (progress) => useDraft.setState({ creating: { progress } }) }
    )
    useDraft.setState(empty)
    return project
  } catch (error) {
    useDraft.setState({ creating: null, ...refusal(errorRecordFrom(error)) })
    return undefined
  }
}

const folderCodes = ['exists', 'unwritable', 'disk-full']

function refusal(error: ErrorRecord): Partial<Draft> {
  if (error.code === 'cancelled') return {}
  return folderCodes.includes(error.code) ? { folderError: error } : { error }
}
