/** What the person chose to export; lives as long as the window. */
import { create } from 'zustand'
import type { WeightType, WrittenFormat } from '../../../contract/records/dictionary-report'
import type { ActivationFile, ExportAs, ExportNames, ExportScope } from '../../../contract/records/export'
import type { LabelStatus } from '../../../contract/records/label'
import type { SavedView } from '../../../contract/records/view'

export interface ExportView {
  as: ExportAs
  /** Of the weights. */
  format: WrittenFormat
  type: WeightType
  activations: ActivationFile
  names: Required<ExportNames>
  /** In the words of the feature list; empty: all features. */
  filter: string
  statuses: LabelStatus[]
  notes: boolean
  examples: boolean
  /** The earlier export that is looked at; null looks at the one to be written. */
  chosen: string | null
}

export const useExportView = create<ExportView>()(() => ({
  as: 'labeled',
  format: 'saelens',
  type: 'f32',
  activations: 'safetensors',
  names: { model: '', hook: '', source: '', license: '' },
  filter: '',
  statuses: ['labeled', 'not-interpretable', 'draft', 'flagged', 'later', 'pending'],
  notes: true,
  examples: true,
  chosen: null
}))

export const statusOrder: readonly LabelStatus[] = ['labeled', 'not-interpretable', 'draft', 'flagged', 'later', 'pending']

/** Filter and states of a saved view; all states where it names none. */
export function takeView({ filter, statuses }: SavedView): void {
  useExportView.setState({ filter, statuses: statusOrder.filter((status) => statuses?.includes(status) ?? true) })
}

export function toggleStatus(status: LabelStatus): void {
  useExportView.setState(({ statuses }) => ({
    statuses: statusOrder.filter((other) => (other === status ? !statuses.includes(other) : statuses.includes(other)))
  }))
}

/** What the calls take of it; names and a filter that are not there are left out. */
export function wishOf(view: ExportView) {
  const { as, format, type, activations } = view
  const names: ExportNames = Object.fromEntries(
    Object.entries(view.names)
      .map(([key, name]) => [key, name.trim()])
      .filter(([, name]) => name !== '')
  )
  return { as, format, type, activations, names, scope: scopeOf(view) }
}

function scopeOf({ filter, statuses, notes, examples }: ExportView): ExportScope {
  return { statuses, notes, examples, ...(filter.trim() === '' ? {} : { filter: filter.trim() }) }
}
