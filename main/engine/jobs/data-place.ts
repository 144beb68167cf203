/** Where a job process finds a data set of a project, and what a run makes of its rows before it reads them. */
import type { Run } from '../../../contract/records/run'
import type { ProjectStore } from '../../store/project-store'
import type { DataPlace } from './protocol/data-place'

export function dataPlace(store: ProjectStore, dataset: string): DataPlace {
  return { project: store.folder, dataset: store.datasets.get(dataset), indexFolder: store.datasets.folder(dataset) }
}

/** A hybrid reads the features of another run's dictionary, of which it keeps a copy. */
export function dataPlaceOf(store: ProjectStore, run: Run): DataPlace {
  const place = dataPlace(store, run.dataset)
  return run.config.featuresOf ? { ...place, featuresFolder: store.layout.featuresFolder(run.id) } : place
}
