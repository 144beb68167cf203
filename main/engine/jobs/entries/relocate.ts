/** Points a data set at a file of its that was moved: whatever has this content is there from now on. */
import type { ArraySource, FileReference } from '../../../../contract/records/basics'
import type { Dataset } from '../../../../contract/records/dataset'
import { LoupeError } from '../../../../contract/wire/errors'
import { openActivations, referenceTo } from '../../../datasets/index'
import type { DataPlace } from '../protocol/data-place'

/** The data set with each of its files that has this content at `path`. Throws what reading the file throws, and changed. */
export async function relocate({ dataset, project }: DataPlace, path: string): Promise<Dataset> {
  let moved = 0
  let problem: unknown
  const at = async <Reference extends FileReference>(reference: Reference): Promise<Reference> => {
    // What lies there need not fit every reference: a folder with other shards, a table where an array is wanted.
    const found = await foundAt(path, reference, project).catch((thrown: unknown) => {
      problem ??= thrown
      return undefined
    })
    if (!found) return reference
    moved += 1
    return { ...reference, ...found }
  }
  const { streams, targets, rowTable, vocabulary } = dataset
  const result: Dataset = { ...dataset, activations: await at(dataset.activations) }
  if (streams) {
    result.streams = []
    for (const stream of streams) result.streams.push({ ...stream, reference: await at(stream.reference) })
  }
  if (targets) result.targets = await at(targets)
  if (rowTable) result.rowTable = await at(rowTable)
  if (vocabulary) result.vocabulary = await at(vocabulary)
  if (moved > 0) return result
  if (problem) throw problem
  throw new LoupeError('changed', `${path} has another content than the files of this data set`, {
    hint: 'Choose the file that the project was made from, or make a new project from this one.',
    place: path
  })
}

async function foundAt(path: string, reference: FileReference, project: string): Promise<FileReference | undefined> {
  const source: ArraySource = { path, array: reference.array, files: reference.files, range: reference.range }
  const found = await referenceTo(source, project)
  if (found.fingerprint !== reference.fingerprint) return undefined
  if ('dtype' in reference) await (await openActivations(source)).close()
  return found
}
