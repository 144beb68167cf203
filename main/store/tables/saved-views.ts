/** Views that people saved: a record each, found by its name. */
import { SavedView, viewLimits } from '../../../contract/records/view'
import { LoupeError } from '../../../contract/wire/errors'
import { parseFilter } from '../features/filter'
import type { ViewStore } from '../view-records'
import { recordFromJson, type TableContext, validRecord } from './stored-records'

export function savedViewTable({ connection }: TableContext): ViewStore {
  const all = connection.prepare<[], string>('SELECT record FROM saved_views ORDER BY id').pluck()
  const one = connection.prepare<[string], string>('SELECT record FROM saved_views WHERE name = ?').pluck()
  const put = connection.prepare<[string, string]>(
    'INSERT INTO saved_views (name, record) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET record = excluded.record'
  )
  const drop = connection.prepare<[string]>('DELETE FROM saved_views WHERE name = ?')

  const list = (): SavedView[] => all.all().map((text) => recordFromJson(SavedView, text, 'view'))
  const missing = (name: string): LoupeError => {
    const names = list().map((view) => view.name)
    return new LoupeError('not-found', `There is no view “${name}”`, {
      hint: names.length > 0 ? `There are ${names.map((known) => `“${known}”`).join(', ')}.` : 'No view was saved yet.'
    })
  }

  return {
    list,
    get(name) {
      const text = one.get(name)
      if (text === undefined) throw missing(name)
      return recordFromJson(SavedView, text, 'view')
    },
    put(given) {
      const view = validRecord(SavedView, given, 'view')
      parseFilter(view.filter)
      if (one.get(view.name) === undefined && list().length >= viewLimits.views)
        throw new LoupeError('usage', `There are ${viewLimits.views} views already`, { hint: 'Take one away first.' })
      put.run(view.name, JSON.stringify(view))
      return view
    },
    remove(name) {
      if (drop.run(name).changes === 0) throw missing(name)
    }
  }
}
