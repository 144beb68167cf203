/** Data sets of the project, each as one record. Their row indexes are files (layout.datasetFolder). */
import { Dataset } from '../../../contract/records/dataset'
import { LoupeError } from '../../../contract/wire/errors'
import type { DatasetStore } from '../project-store'
import { recordFromJson, type TableContext, validRecord } from './stored-records'

export function datasetTable({ connection }: TableContext): DatasetStore {
  const all = connection.prepare<[], { record: string }>('SELECT record FROM datasets ORDER BY created_at, id')
  const one = connection.prepare<[string], { record: string }>('SELECT record FROM datasets WHERE id = ?')
  const insert = connection.prepare<[string, number, string]>('INSERT INTO datasets (id, created_at, record) VALUES (?, ?, ?)')
  const update = connection.prepare<[string, string]>('UPDATE datasets SET record = ? WHERE id = ?')
  const get = (id: string): Dataset => {
    const row = one.get(id)
    if (!row) throw unknownDataset(id)
    return recordFromJson(Dataset, row.record, 'data set')
  }
  return {
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
