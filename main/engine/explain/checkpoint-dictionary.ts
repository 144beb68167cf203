/** The dictionary of an analyzed checkpoint, read in parts. */
import { join } from 'node:path'
import { errorRecordFrom, LoupeError } from '../../../contract/wire/errors'
import { type DictionaryFile, openDictionaryFile } from '../../dictionaries/weights/dictionary-file'
import type { ProjectStore } from '../../store/project-store'
import { dictionaryFile } from '../jobs/entries/checkpoint-names'

/** Gives what `use` gives, and closes the file. Throws not-found or damaged with the remedy when the file can not be used. */
export async function withDictionary<T>(
  store: ProjectStore,
  { run, step }: { run: string; step: number },
  use: (file: DictionaryFile) => Promise<T>
): Promise<T> {
  const path = join(store.layout.checkpointFolder(run, step), dictionaryFile)
  const file = await openDictionaryFile(path).catch((thrown) => {
    throw unusable(thrown, path, step)
  })
  try {
    return await use(file)
  } finally {
    await file.close()
  }
}

function unusable(thrown: unknown, path: string, step: number): LoupeError {
  const isMissing = errorRecordFrom(thrown).code === 'not-found'
  const what = isMissing ? 'is missing' : 'can not be used'
  return new LoupeError(isMissing ? 'not-found' : 'damaged', `The dictionary of the analyzed checkpoint (step ${step}) ${what}`, {
    hint: 'Analyze another checkpoint of the run, or train it again. Feature pages and labels are kept.',
    place: path,
    cause: thrown
  })
}
