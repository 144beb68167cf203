/** Where a job process finds a data set of a project. */
import type { ProjectStore } from '../../store/project-store'
import type { DataPlace } from './protocol'

export function dataPlace(store: ProjectStore, dataset: string): DataPlace {
  return { project: store.folder, dataset: store.datasets.get(dataset), indexFolder: store.layout.datasetFolder(dataset) }
}
