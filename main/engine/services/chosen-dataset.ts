/** The data set that a call is about. */
import type { Dataset } from '../../../contract/records/dataset'
import { LoupeError } from '../../../contract/wire/errors'
import type { ProjectStore } from '../../store/project-store'

/** The first of the project where none is named; throws empty, not-found. */
export function chosenDataset(store: ProjectStore, id: string | undefined): Dataset {
  if (id !== undefined) return store.datasets.get(id)
  const first = store.datasets.list()[0]
  if (!first) throw new LoupeError('empty', 'This project has no data set')
  return first
}
