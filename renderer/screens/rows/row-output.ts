/** What an explained row hands out: its features with their shares as a table and as a picture of bars. */
import type { ActiveFeature, RowExplanation } from '../../../contract/records/row'
import { client } from '../../app/engine/client'
import type { RunIds } from '../../app/features/use-feature-order'
import type { ChartOutput } from '../../app/output/chart-output'
import { type TableCell, tableText } from '../../app/output/table-text'
import { formatCount } from '../../widgets/format'
import { themeColors } from '../../widgets/theme-colors'
import { changeList, type RowChanges } from './changes'
import { rowPicture } from './row-picture'

/** Most features of one row that are asked for. */
const most = 10_000

export interface RowOutputRequest {
  place: RunIds
  /** Name of the run. */
  run: string
  explanation: RowExplanation
  changes: RowChanges
}

export function rowOutput({ place, run, explanation, changes }: RowOutputRequest): ChartOutput {
  const { context, features } = explanation
  const name = `${run} row ${context.row}`
  const all = async () => {
    if (explanation.active <= features.length) return explanation
    const of = { project: place.project ?? '', run: place.run ?? '', row: context.row }
    return client().call('rows.explain', { ...of, changes: changeList(changes), most, nearest: 0, dimensions: 0 })
  }
  return {
    name,
    text: () => ({ text: tableText(shareRows(features, changes), '\t'), rows: features.length }),
    csv: async () => tableText(shareRows((await all()).features, changes), ','),
    picture: () =>
      rowPicture({
        title: `${run}, row ${formatCount(context.row)} (${context.source}), step ${formatCount(explanation.step)}`,
        features,
        hidden: explanation.active - features.length,
        colors: themeColors()
      })
  }
}

/** Features by their share, with what a person set them to. */
export function shareRows(features: readonly ActiveFeature[], changes: RowChanges): TableCell[][] {
  const lines = features.map(({ feature, label, value, share }) => [feature, label, value, changes.get(feature), share])
  return [['feature', 'label', 'activation', 'set_to', 'share'], ...lines]
}
