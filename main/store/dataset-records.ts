/** What the store remembers of the data sets of a project. */
import type { Dataset } from '../../contract/records/dataset'

export interface DatasetStore {
  /** Oldest first. */
  list(): Dataset[]
  get(id: string): Dataset
  add(dataset: Dataset): Dataset
  /** Replaces the record of the same id (relocated files; a grown one, whose row index lies in `nextFolder`). */
  update(dataset: Dataset): Dataset
  /** Of its row index. */
  folder(id: string): string
  /** Of its row index once it has grown again; what an earlier try left there is taken away. */
  nextFolder(id: string): string
  /** Takes row indexes away that no data set has any more. */
  sweep(): void
}
