/** Views that people saved: a record each, found by its name; every change is a step of undo. */
import { SavedView, viewLimits } from '../../../contract/records/view'
import { LoupeError } from '../../../contract/wire/errors'
import { parseFilter } from '../features/filter'
import type { EditContext } from '../label-records'
import type { ViewStore } from '../view-records'
import type { StepLine } from './steps'
import { type TableContext, validRecord } from './stored-records'
import type { ViewRows } from './view-rows'

export function savedViewTable({ connection }: TableContext, rows: ViewRows, steps: StepLine): ViewStore {
  const missing = (name: string): LoupeError => {
    const names = rows.list().map((view) => view.name)
    return new LoupeError('not-found', `There is no view “${name}”`, {
      hint: names.length > 0 ? `There are ${names.map((known) => `“${known}”`).join(', ')}.` : 'No view was saved yet.'
    })
  }

  const keep = (name: string, before: object | undefined, after: object | undefined, context: EditContext): void => {
    const [taken, put] = [before, after].map((row) => (row ? JSON.stringify(row) : null))
    if (taken !== put) steps.record({ kind: 'view', run: null, target: name, before: taken, after: put }, context)
  }

  const put = connection.transaction((view: SavedView, context: EditContext) => {
    const before = rows.get(view.name)
    if (!before && rows.list().length >= viewLimits.views)
      throw new LoupeError('usage', `There are ${viewLimits.views} views already`, { hint: 'Take one away first.' })
    keep(view.name, before, rows.write(view), context)
    return view
  })
  const remove = connection.transaction((name: string, context: EditContext) => {
    const before = rows.get(name)
    if (!before) throw missing(name)
    rows.remove(name)
    keep(name, before, undefined, context)
  })

  return {
    list: rows.list,
    get(name) {
      const row = rows.get(name)
      if (!row) throw missing(name)
      return row.view
    },
    put(given, context = {}) {
      const view = validRecord(SavedView, given, 'view')
      parseFilter(view.filter)
      return put(view, context)
    },
    remove: (name, context = {}) => remove(name, context)
  }
}
