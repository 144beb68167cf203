/** What the export would write, as the engine says for the choices of the moment. */
import type { ExportPlan } from '../../../contract/records/export'
import type { LoupeError } from '../../../contract/wire/errors'
import { useCall } from '../../app/engine/queries'
import { useExportView, wishOf } from './export-view'
import { useSettled } from './use-settled'

export interface Plan {
  plan: ExportPlan | undefined
  error: LoupeError | null
}

export function usePlan(project: string, run: string, step: number): Plan {
  const view = useSettled(useExportView())
  const { data, error } = useCall('exports.plan', { project, run, step, ...wishOf(view) }, { keepPrevious: true })
  return { plan: data, error }
}
