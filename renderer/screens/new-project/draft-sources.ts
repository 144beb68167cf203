/** The sources that a project is made from, by what each array is used as. */
import type { ArraySource } from '../../../contract/records/basics'
import type { DatasetSources, StreamSource } from '../../../contract/records/dataset'
import type { Inspection } from '../../../contract/records/inspection'
import { type DraftFile, sourceOf } from './draft-files'
import { type ArrayPlace, activationsOf, placesOf } from './file-uses'

/** The place as a source: with the array's name where it has one. */
export function placeSource({ file, array }: ArrayPlace): ArraySource {
  return sourceOf({ path: file.path, files: file.files, array: array.name })
}

/** `mlp_in`, of `/data/mlp_in.npy`; the array's name where a file holds several. */
export function placeName({ file, array }: ArrayPlace): string {
  const isOneOfMany = array.name !== '' && (file.seen?.arrays.length ?? 0) > 1
  return isOneOfMany ? array.name : (file.seen?.name ?? file.path).replace(/\.[A-Za-z0-9]+$/, '')
}

/** All streams, the activations first; empty where there is only one. Names are unlike each other. */
export function streamsOf(files: readonly DraftFile[]): StreamSource[] {
  const first = activationsOf(files)
  const others = placesOf(files, 'stream')
  if (!first || others.length === 0) return []
  const taken = new Set<string>()
  return [first, ...others].map((place) => {
    const name = freeName(placeName(place), taken)
    taken.add(name)
    return { name, source: placeSource(place) }
  })
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted} ${number}`
    if (!taken.has(name)) return name
  }
}

/** The table of rows: a file of its own, or columns beside the activations in theirs. */
export function rowTableOf(files: readonly DraftFile[]): ArraySource | undefined {
  const file = files.find(({ included, seen }) => included && seen?.role === 'rows')
  return file && sourceOf(file)
}

/** Where the preview finds cells: also the columns beside the activations. */
export function previewTableOf(files: readonly DraftFile[], inspection: Inspection): ArraySource | undefined {
  if (!inspection.rowTable) return undefined
  const activations = activationsOf(files)
  return rowTableOf(files) ?? (activations && sourceOf({ path: activations.file.path, files: activations.file.files }))
}

/** A vocabulary helps only where there are ids to look up. */
export function vocabularyOf(files: readonly DraftFile[], inspection: Inspection): string | undefined {
  const roles = inspection.rowTable?.columns.map(({ role }) => role) ?? []
  if (!roles.includes('token-id') && !roles.includes('token')) return undefined
  return files.find(({ included, seen }) => included && seen?.role === 'vocabulary')?.path
}

/** What the data set is made of, without rules; undefined without activations. */
export function datasetSources(
  files: readonly DraftFile[],
  inspection: Inspection
): Pick<DatasetSources, 'activations' | 'streams' | 'targets' | 'rowTable' | 'vocabulary'> | undefined {
  const activations = activationsOf(files)
  if (!activations) return undefined
  const streams = streamsOf(files)
  const targets = placesOf(files, 'targets')[0]
  const rowTable = rowTableOf(files)
  const vocabulary = vocabularyOf(files, inspection)
  return {
    activations: placeSource(activations),
    ...(streams.length > 1 && { streams }),
    ...(targets && { targets: placeSource(targets) }),
    ...(rowTable && { rowTable }),
    ...(vocabulary !== undefined && { vocabulary })
  }
}
