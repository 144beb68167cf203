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
  return withFile(path, `The dictionary of the analyzed checkpoint (step ${step})`, use)
}

/** The same of the dictionary that a hybrid reads: its own copy. */
export function withFeaturesOf<T>(store: ProjectStore, run: string, use: (file: DictionaryFile) => Promise<T>): Promise<T> {
  return withFile(join(store.layout.featuresFolder(run), dictionaryFile), 'The dictionary whose features this run reads', use)
}

/** `what` begins the sentence. */
async function withFile<T>(path: string, what: string, use: (file: DictionaryFile) => Promise<T>): Promise<T> {
  const file = await openDictionaryFile(path).catch((thrown) => {
    throw unusable(thrown, path, what)
  })
  try {
    return await use(file)
  } finally {
    await file.close()
  }
}

/** Throws not-found for a feature that the dictionary does not have. */
export function checkFeature({ about }: DictionaryFile, feature: number): void {
  if (feature < about.dSae) return
  throw new LoupeError('not-found', `There is no feature ${feature}`, {
    hint: `The dictionary has the features 0 to ${about.dSae - 1}.`
  })
}

function unusable(thrown: unknown, path: string, what: string): LoupeError {
  const isMissing = errorRecordFrom(thrown).code === 'not-found'
  const happened = isMissing ? 'is missing' : 'can not be used'
  return new LoupeError(isMissing ? 'not-found' : 'damaged', `${what} ${happened}`, {
    hint: 'Analyze another checkpoint of the run, or train it again. Feature pages and labels are kept.',
    place: path,
    cause: thrown
  })
}
