/** Opens what a study asks for, each thing when it is first asked for, and closes what was opened. */
import type { StudyIndex, StudyMaterial } from '../../../analysis/studies/material'
import { openActivations, openRowIndex, type RowIndex } from '../../../datasets/index'
import { createEncoder, type Dictionary, type Encoder } from '../../../dictionaries/index'
import { openActivationIndex } from '../../../store/files/activation-index/reader'
import type { StudiedRun } from '../protocol/study'
import { readDictionary, readIdleSteps } from './checkpoint-files'
import { type OpenData, openData } from './open-data'
import { studyFiles } from './study-files'

export interface OpenMaterial extends StudyMaterial {
  close(): Promise<void>
}

export function openMaterial({ run, step, data, checkpoint, analysisFolder }: StudiedRun, signal: AbortSignal): OpenMaterial {
  const index = once((): Promise<StudyIndex> => openActivationIndex(analysisFolder))
  const rows = once((): Promise<RowIndex> => openRowIndex(data.indexFolder))
  const dictionary = once((): Promise<Dictionary> => readDictionary(checkpoint))
  const encoder = once(async (): Promise<Encoder> => createEncoder(await dictionary.get()))
  const opened = once((): Promise<OpenData> => openData(data, signal))
  return {
    run,
    step,
    // A hybrid reads what another dictionary makes of the rows, by a copy of its own.
    source: data.featuresFolder ?? data.dataset.id,
    files: studyFiles(signal),
    index: index.get,
    rows: rows.get,
    dictionary: dictionary.get,
    idleSteps: () => readIdleSteps(checkpoint),
    encoder: encoder.get,
    async *batches(batchRows) {
      yield* (await opened.get()).inOrder(['train', 'validation'], batchRows)
    },
    openRows: (source) => openActivations(source, signal),
    async close() {
      await index.use((open) => open.close())
      await rows.use((open) => open.close())
      await encoder.use((open) => open.dispose())
      await opened.use((open) => open.close())
    }
  }
}

/** Made when it is first asked for. `use` does nothing when it never was, or could not be made. */
function once<T>(make: () => Promise<T>): { get(): Promise<T>; use(work: (made: T) => unknown): Promise<void> } {
  let made: Promise<T> | undefined
  return {
    get: () => {
      made ??= make()
      return made
    },
    use: async (work) => {
      await made?.then(work, () => undefined)
    }
  }
}
