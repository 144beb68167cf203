/** What the engine sees in the chosen files: asked again whenever their choice changes, a newer look cancels an older one. */
import type { ArraySource, Progress } from '../../../contract/records/basics'
import type { Inspection } from '../../../contract/records/inspection'
import { errorRecordFrom } from '../../../contract/wire/errors'
import { client } from '../../app/engine/client'
import { sourcesOf, suggestedName, withInspection } from './draft-files'
import { placeSource, previewTableOf, vocabularyOf } from './draft-sources'
import { suggestFolder, useDraft } from './draft-store'
import { activationsOf, withoutMismatches } from './file-uses'
import { rulesFor } from './row-rules'

let reading: AbortController | undefined

export function stopReading(): void {
  reading?.abort()
}

/** Looks at the included files; a newer look cancels an older one. */
export async function inspect(): Promise<void> {
  reading?.abort()
  const files = sourcesOf(useDraft.getState().files)
  if (files.length === 0) return useDraft.setState({ inspection: null, preview: [], error: null, reading: null })
  await look(files, take)
}

export async function look(files: ArraySource[], onSeen: (inspection: Inspection) => void): Promise<void> {
  reading?.abort()
  const mine = new AbortController()
  reading = mine
  useDraft.setState({ reading: { progress: null }, error: null })
  try {
    const onProgress = (progress: Progress) => !mine.signal.aborted && useDraft.setState({ reading: { progress } })
    const inspection = await client().call('datasets.inspect', { files }, { signal: mine.signal, onProgress })
    if (!mine.signal.aborted) onSeen(inspection)
  } catch (error) {
    if (mine.signal.aborted && reading !== mine) return
    const record = errorRecordFrom(error)
    useDraft.setState({ reading: null, inspection: null, preview: [], error: record.code === 'cancelled' ? null : record })
  }
}

function take(inspection: Inspection): void {
  const state = useDraft.getState()
  const files = withoutMismatches(withInspection(state.files, inspection))
  const remedies = inspection.findings.flatMap((finding) => finding.remedies.map((remedy) => remedy.rule))
  const outliers = remedies.includes(state.outliers) ? state.outliers : (remedies[0] ?? 'drop')
  useDraft.setState({ files, inspection, preview: inspection.preview, reading: null, outliers, ...rulesFor(state, inspection) })
  const activations = activationsOf(files)
  if (activations && !state.ownName) {
    useDraft.setState({ name: suggestedName(activations.file) })
    void suggestFolder()
  }
}

/** Other rows of the preview. */
export async function previewRows(rows: number[]): Promise<void> {
  const { files, inspection } = useDraft.getState()
  const activations = activationsOf(files)
  if (!activations || !inspection) return
  const rowTable = previewTableOf(files, inspection)
  const vocabulary = vocabularyOf(files, inspection)
  const preview = await client().call('datasets.preview', {
    activations: placeSource(activations),
    rows,
    ...(rowTable && { rowTable }),
    ...(rowTable && vocabulary !== undefined && { vocabulary })
  })
  useDraft.setState({ preview })
}
