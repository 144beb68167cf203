/** Data sets of the project, each as one record. Their row indexes are files (layout.datasetFolder). */
import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Dataset } from '../../../contract/records/dataset'
import { LoupeError } from '../../../contract/wire/errors'
import type { DatasetStore } from '../dataset-records'
import { isInside, removeInside } from '../files/write-atomically'
import { recordFromJson, type TableContext, validRecord } from './stored-records'

export function datasetTable({ connection, layout }: TableContext): DatasetStore {
  const all = connection.prepare<[], { record: string }>('SELECT record FROM datasets ORDER BY created_at, id')
  const one = connection.prepare<[string], { record: string }>('SELECT record FROM datasets WHERE id = ?')
  const insert = connection.prepare<[string, number, string]>('INSERT INTO datasets (id, created_at, record) VALUES (?, ?, ?)')
  const update = connection.prepare<[string, string]>('UPDATE datasets SET record = ? WHERE id = ?')
  const get = (id: string): Dataset => {
    const row = one.get(id)
    if (!row) throw unknownDataset(id)
    return recordFromJson(Dataset, row.record, 'data set')
  }
  const folder = (dataset: Dataset, more = 0): string => layout.datasetFolder(dataset.id, (dataset.growths?.length ?? 0) + more)
  return {
    folder: (id) => folder(get(id)),
    nextFolder(id) {
      const next = folder(get(id), 1)
      removeInside(layout.folder, next)
      return next
    },
    sweep() {
      if (!isInside(layout.folder, layout.datasets)) return
      const known = new Set(all.all().map(({ record }) => basename(folder(recordFromJson(Dataset, record, 'data set')))))
      for (const name of readdirSync(layout.datasets))
        if (!known.has(name)) removeInside(layout.folder, join(layout.datasets, name))
    },
    list: () => all.all().map(({ record }) => recordFromJson(Dataset, record, 'data set')),
    get,
    add(dataset) {
      const record = validRecord(Dataset, dataset, 'data set')
      if (one.get(record.id)) throw new LoupeError('exists', `There is a data set ${record.id} already`)
      insert.run(record.id, record.createdAt, JSON.stringify(record))
      return get(record.id)
    },
    update(dataset) {
      const record = validRecord(Dataset, dataset, 'data set')
      if (update.run(JSON.stringify(record), record.id).changes === 0) throw unknownDataset(record.id)
      return get(record.id)
    }
  }
}

function unknownDataset(id: string): LoupeError {
  return new LoupeError('not-found', `There is no data set ${id} in this project`, { hint: 'List the data sets of the project.' })
}
