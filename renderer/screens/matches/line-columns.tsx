/** Columns of the lists of a comparison: the feature of either dictionary with its label, and how alike they are. */
import type { FeatureRows } from '../../app/features/use-feature-rows'
import { FeatureName } from '../../widgets/feature-name'
import { formatFixed, formatPercent } from '../../widgets/format'
import type { TableColumn } from '../../widgets/virtual-table/types'
import type { ListName, MatchLine } from './lists'

export interface LineColumnsRequest {
  list: ListName
  names: { a: string; b: string }
  labels: { a: FeatureRows; b: FeatureRows }
}

type Column = TableColumn<MatchLine>

export function lineColumns({ list, names, labels }: LineColumnsRequest): Column[] {
  const feature = (side: 'a' | 'b', head: string): Column => ({
    id: side,
    head,
    width: 'minmax(140px, 1fr)',
    cell: (line, index) => <FeatureName feature={line[side]} label={labels[side].rowAt(index)?.label} />
  })
  const isNearest = (side: 'a' | 'b') => (list === 'onlyA' && side === 'b') || (list === 'onlyB' && side === 'a')
  const columns = [
    feature('a', isNearest('a') ? `nearest in ${names.a}` : names.a),
    feature('b', isNearest('b') ? `nearest in ${names.b}` : names.b),
    number(
      'similarity',
      'similarity',
      'Cosine of the decoder rows, or correlation where the rows are of different spaces',
      ({ similarity }) => formatFixed(similarity, 3)
    )
  ]
  if (list === 'best')
    columns.push(
      number(
        'correlation',
        'correlation',
        'Pearson correlation of both activations over the rows of the sample',
        ({ correlation }) => formatFixed(correlation, 3)
      ),
      number('jaccard', 'Jaccard', 'Rows on which both fire ÷ rows on which one does', ({ jaccard }) => formatFixed(jaccard, 3))
    )
  if (list === 'onlyA' || list === 'onlyB')
    columns.push(
      number('density', 'density', 'Share of rows on which the lone feature fires', ({ density }) => formatPercent(density))
    )
  if (list === 'splitsOfA' || list === 'splitsOfB')
    columns.push({
      id: 'into',
      head: 'nearest of',
      width: 'minmax(160px, 1fr)',
      title: 'Features of the other dictionary that have this one as their nearest, with their similarity',
      cell: ({ into }) => (
        <span className="mono">{into.map((part) => `${part.feature} (${formatFixed(part.similarity, 2)})`).join('  ')}</span>
      )
    })
  return columns
}

function number(id: string, head: string, title: string, text: (line: MatchLine) => string): Column {
  return { id, head, title, width: '84px', align: 'right', cell: (line) => <span className="mono">{text(line)}</span> }
}
