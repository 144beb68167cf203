/** What the comparison hands out: the table as text, the plane as a picture. */
import type { Run } from '../../../../contract/records/run'
import type { ChartOutput } from '../../../app/output/chart-output'
import { tableText } from '../../../app/output/table-text'
import { planePicture } from '../../../widgets/plane-chart/plane-shapes'
import type { PlanePoint, PlaneTrail } from '../../../widgets/plane-chart/types'
import { themeColors } from '../../../widgets/theme-colors'
import { configFields } from '../config-fields'
import { columnValue, type RunColumn, runColumns } from './run-list'

export function compareOutput(name: string, runs: readonly Run[], points: PlanePoint[], trails: PlaneTrail[]): ChartOutput {
  return {
    name,
    text: () => ({ text: runsText(runs, '\t'), rows: runs.length }),
    csv: async () => runsText(runs, ','),
    picture: () => planePicture({ title: 'Sparsity against reconstruction', points, trails, colors: themeColors() })
  }
}

/** Every listed run in a line: its columns, then every field of its configuration as it is stored. */
export function runsText(runs: readonly Run[], separator: ',' | '\t'): string {
  const columns = runColumns.filter((column) => !configured.includes(column))
  const head = [...columns, 'step', ...configFields.map((field) => field.key)]
  const lines = runs.map((run) => [
    ...columns.map((column) => columnValue(run, column)),
    run.step,
    ...configFields.map(({ key }) => plain(run.config[key]))
  ])
  return tableText([head, ...lines], separator)
}

const configured: RunColumn[] = ['architecture', 'kind', 'width', 'seed']

function plain(value: unknown): string | number {
  if (value === undefined) return ''
  return typeof value === 'number' || typeof value === 'string' ? value : JSON.stringify(value)
}
