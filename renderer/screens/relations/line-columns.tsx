/** Columns of the two lists: features with their labels, then what is known of the pair or of the dead one. */
import type { FeatureRows } from '../../app/features/use-feature-rows'
import { FeatureName } from '../../widgets/feature-name'
import { formatCount, formatFixed, formatSignificant } from '../../widgets/format'
import type { TableColumn } from '../../widgets/virtual-table/types'
import { causeDetails, causeWords, type ListName, type RelationLine } from './lists'

type Column = TableColumn<RelationLine>

export interface Labels {
  feature: FeatureRows
  other: FeatureRows
}

export function lineColumns(list: ListName, labels: Labels): Column[] {
  const isDead = list === 'dead'
  const cosine = number('cosine', 'cosine', 'Cosine of the decoder rows', ({ cosine: value }) => formatFixed(value, 3))
  if (!isDead)
    return [
      feature('feature', 'feature', labels),
      feature('other', 'and', labels),
      cosine,
      number('jaccard', 'Jaccard', 'Rows on which both fire ÷ rows on which one does', ({ jaccard }) => formatFixed(jaccard, 3))
    ]
  return [
    feature('feature', 'feature', labels, '64px'),
    {
      id: 'cause',
      head: 'likely cause',
      width: 'minmax(110px, 1fr)',
      cell: ({ cause }) => cause && <span title={causeDetails[cause]}>{causeWords[cause]}</span>
    },
    number('offset', 'offset', 'The part of its margin that is the same on all rows: b_enc, less its threshold', (line) =>
      formatSignificant(line.offset)
    ),
    number('encoderNorm', 'encoder norm', 'Length of its encoder column', (line) => formatSignificant(line.encoderNorm), '92px'),
    number('margin', 'margin', 'Greatest pre-activation on rows of the sample, less what it needs to fire', (line) =>
      formatSignificant(line.margin)
    ),
    number('idleSteps', 'idle steps', 'Steps of training since it last fired', (line) => formatCount(line.idleSteps)),
    feature('other', 'nearest that fires', labels),
    cosine
  ]
}

function feature(side: 'feature' | 'other', head: string, labels: Labels, width = 'minmax(140px, 1.4fr)'): Column {
  return {
    id: side,
    head,
    width,
    cell: (line, index) => <FeatureName feature={line[side]} label={labels[side].rowAt(index)?.label} />
  }
}

function number(id: string, head: string, title: string, text: (line: RelationLine) => string, width = '76px'): Column {
  return { id, head, title, width, align: 'right', cell: (line) => <span className="mono">{text(line)}</span> }
}
