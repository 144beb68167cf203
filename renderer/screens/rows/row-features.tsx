/** The features that fire on the row, those with the greatest share in the reconstruction first. */
import { useMemo, useRef } from 'react'
import type { ActiveFeature, RowExplanation } from '../../../contract/records/row'
import { navigate } from '../../app/session'
import { activationDecimals } from '../../widgets/concordance/layout'
import { Empty } from '../../widgets/empty'
import { formatCount, formatFixed, formatPercent } from '../../widgets/format'
import type { TableColumn, TableHandle } from '../../widgets/virtual-table/types'
import { VirtualTable } from '../../widgets/virtual-table/virtual-table'
import type { RowChanges } from './changes'
import { shareFormula } from './row-figures'
import styles from './rows.module.css'

export interface RowFeaturesProps {
  explanation: RowExplanation
  /** Row, run, step and rows, in words. */
  source: string
  changes: RowChanges
  active: number
  onActive: (place: number) => void
}

export function RowFeatures({ explanation, source, changes, active, onActive }: RowFeaturesProps) {
  const { features } = explanation
  const table = useRef<TableHandle>(null)
  const columns = useMemo(() => featureColumns(explanation, changes), [explanation, changes])
  if (features.length === 0)
    return (
      <Empty title="No feature fires on this row">
        The reconstruction is the decoder bias alone, so all that the row has beyond it is missed.
      </Empty>
    )
  const hidden = explanation.active - features.length
  return (
    <div className={styles.table}>
      <VirtualTable<ActiveFeature>
        ref={table}
        label="Features of the row"
        columns={columns}
        rows={features.length}
        source={source}
        rowAt={(place) => features[place]}
        active={active}
        onChoose={(place) => onActive(place)}
        onOpen={(place) => navigate('feature', { feature: features[place]?.feature ?? null })}
      />
      {hidden > 0 && <p className={styles.more}>{formatCount(hidden)} more with smaller shares</p>}
    </div>
  )
}

function featureColumns({ features }: RowExplanation, changes: RowChanges): TableColumn<ActiveFeature>[] {
  const decimals = activationDecimals(features.reduce((most, { value }) => Math.max(most, value), 0))
  const isSigned = features.some(({ share }) => share < 0)
  const largest = features.reduce((most, { share }) => Math.max(most, Math.abs(share)), 0) || 1
  return [
    {
      id: 'feature',
      head: 'id',
      width: '52px',
      align: 'right',
      cell: ({ feature }) => <span className={styles.id}>{feature}</span>
    },
    {
      id: 'label',
      head: 'label',
      width: 'minmax(96px, 1fr)',
      cell: ({ label }) => (label ? <span title={label}>{label}</span> : <span className={styles.none}>–</span>)
    },
    {
      id: 'value',
      head: 'activation',
      width: '72px',
      align: 'right',
      title: 'Activation of the feature on this row, raw units',
      cell: ({ value }) => <span className="mono">{formatFixed(value, decimals)}</span>
    },
    {
      id: 'changed',
      head: 'set to',
      width: '72px',
      align: 'right',
      title: 'What you set it to: Space silences, [ halves, ] doubles',
      cell: ({ feature }) => <Changed value={changes.get(feature)} decimals={decimals} />
    },
    {
      id: 'share',
      head: 'share',
      width: '72px',
      align: 'right',
      title: shareFormula,
      cell: ({ share }) => <span className="mono">{formatPercent(share, 1)}</span>
    },
    {
      id: 'bar',
      head: 'of the reconstruction',
      width: 'minmax(120px, 0.8fr)',
      title: shareFormula,
      cell: ({ share }) => <ShareBar share={share / largest} isSigned={isSigned} />
    }
  ]
}

function Changed({ value, decimals }: { value: number | undefined; decimals: number }) {
  if (value === undefined) return null
  return value === 0 ? <span>silent</span> : <span className="mono">{formatFixed(value, decimals)}</span>
}

/** To the right what adds; where some features take away, from the middle, those to the left. `share` −1 … 1. */
function ShareBar({ share, isSigned }: { share: number; isSigned: boolean }) {
  const width = `${Math.min(1, Math.abs(share)) * (isSigned ? 50 : 100)}%`
  if (!isSigned)
    return (
      <span className={styles.plainBar} aria-hidden="true">
        <span style={{ left: 0, width }} />
      </span>
    )
  return (
    <span className={styles.bar} aria-hidden="true">
      <span data-sign={share < 0 ? 'negative' : undefined} style={share < 0 ? { right: '50%', width } : { left: '50%', width }} />
    </span>
  )
}
