/** What the person chose to export; lives as long as the window. */
import { create } from 'zustand'
import type { LabelStatus } from '../../../contract/records/label'

interface ExportView {
  statuses: LabelStatus[]
  notes: boolean
  examples: boolean
  /** The earlier export that is looked at; null looks at the one to be written. */
  chosen: string | null
}

export const useExportView = create<ExportView>()(() => ({
  statuses: ['labeled', 'not-interpretable', 'draft', 'flagged', 'pending'],
  notes: true,
  examples: true,
  chosen: null
}))

export const statusOrder: readonly LabelStatus[] = ['labeled', 'not-interpretable', 'draft', 'flagged', 'pending']

export function toggleStatus(status: LabelStatus): void {
  useExportView.setState(({ statuses }) => ({
    statuses: statusOrder.filter((other) => (other === status ? !statuses.includes(other) : statuses.includes(other)))
  }))
}
