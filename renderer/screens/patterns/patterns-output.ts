/** What the pattern table hands out: all means in the order that is shown, and a picture of its beginning. */
import type { ChartOutput } from '../../app/output/chart-output'
import { type TableCell, tableText } from '../../app/output/table-text'
import { activationDecimals } from '../../widgets/concordance/layout'
import { heatPicture } from '../../widgets/heat-table/heat-picture'
import { themeColors } from '../../widgets/theme-colors'
import type { LayerModel, PatternNames } from './table-model'

export interface PatternsOutputRequest {
  name: string
  model: LayerModel
  shown: PatternNames
  isTurned: boolean
}

export function patternsOutput({ name, model, shown, isTurned }: PatternsOutputRequest): ChartOutput {
  const itemName = (item: number) => `${model.run === undefined ? 'x' : ''}${model.ids[item]}`
  const patternName = (pattern: number) => shown.names[pattern]
  const count = { items: model.ids.length, patterns: shown.names.length }
  return {
    name,
    text: () => ({ text: tableText(meansRows(model, shown), '\t'), rows: count.items }),
    csv: async () => tableText(meansRows(model, shown), ','),
    picture: () =>
      heatPicture({
        title: `${name}, ${model.title}`,
        colors: themeColors(),
        rows: isTurned ? count.patterns : count.items,
        columns: isTurned ? count.items : count.patterns,
        rowName: isTurned ? patternName : itemName,
        columnName: isTurned ? itemName : patternName,
        valueAt: isTurned ? (row, column) => model.valueAt(column, row) : model.valueAt,
        fullAt: isTurned ? (_, column) => model.fullAt(column) : model.fullAt,
        decimals: activationDecimals(model.fullAt(0))
      })
  }
}

/** A row per feature (or number of the input), a column per pattern. */
export function meansRows(model: LayerModel, { names }: PatternNames): TableCell[][] {
  const head = [model.run === undefined ? 'input' : 'feature', ...(model.layer.eta ? ['eta_squared'] : []), ...names]
  const rows = Array.from(model.ids, (id, item) => [
    id,
    ...(model.layer.eta ? [model.layer.eta[model.items[item]]] : []),
    ...names.map((_, pattern) => model.valueAt(item, pattern))
  ])
  return [head, ...rows]
}
