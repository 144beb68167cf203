/** Looks whether the files that a data set points at are still there with the content they had. */
import type { FileReference } from '../../../../contract/records/basics'
import type { FileState } from '../../../../contract/records/dataset'
import { errorRecordFrom } from '../../../../contract/wire/errors'
import { resolveReference } from '../../../datasets/index'
import type { DataPlace } from '../protocol/data-place'

/** One state per file, the activations first; a file that is used twice is looked at once. */
export async function checkFiles({ dataset, project }: Pick<DataPlace, 'dataset' | 'project'>): Promise<FileState[]> {
  const { activations, streams = [], targets, rowTable, vocabulary } = dataset
  const references = [activations, ...streams.map(({ reference }) => reference), targets, rowTable, vocabulary]
  const states = new Map<string, FileState>()
  for (const reference of references) {
    if (!reference) continue
    const key = `${reference.path}\n${reference.files?.[0] ?? ''}`
    if (!states.has(key)) states.set(key, await stateOf(reference, project))
  }
  return [...states.values()]
}

async function stateOf(reference: FileReference, project: string): Promise<FileState> {
  try {
    const { path } = await resolveReference(reference, project)
    return { path: reference.path, ...(path === reference.path ? {} : { foundAt: path }) }
  } catch (thrown) {
    return { path: reference.path, problem: errorRecordFrom(thrown) }
  }
}
