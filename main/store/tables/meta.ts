/** Facts about the project itself: its name and when it was made. */
import { z } from 'zod'
import { TimeMs } from '../../../contract/records/basics'
import type { MetaStore, ProjectMeta } from '../project-store'
import { checkedRecord, type TableContext, validRecord } from './stored-records'

const Meta = z.object({ name: z.string().min(1).max(200), createdAt: TimeMs })

export function metaTable({ connection }: TableContext): MetaStore & { write(meta: ProjectMeta): ProjectMeta } {
  const read = connection.prepare<[], { key: string; value: string }>('SELECT key, value FROM meta')
  const put = connection.prepare<[string, string]>(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value'
  )
  const get = (): ProjectMeta => {
    const values = Object.fromEntries(read.all().map(({ key, value }) => [key, value]))
    return checkedRecord(Meta, { name: values.name, createdAt: Number(values.createdAt) }, 'project')
  }
  const write = connection.transaction((meta: ProjectMeta): ProjectMeta => {
    const { name, createdAt } = validRecord(Meta, meta, 'project')
    put.run('name', name)
    put.run('createdAt', String(createdAt))
    return get()
  })
  return { get, write, rename: (name) => write({ ...get(), name }) }
}
