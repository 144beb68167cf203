/** What the reconstruction of the row misses, how it moved after changes, what writes to a number of it, and rows like it. */
import { useState } from 'react'
import type { ReconstructionMove, RowExplanation, RowMiss } from '../../../contract/records/row'
import type { RunIds } from '../../app/features/use-feature-order'
import { activationDecimals } from '../../widgets/concordance/layout'
import { formatFixed, formatPercent } from '../../widgets/format'
import { Fact, SideSection } from '../../widgets/panel'
import { Dimensions } from './dimensions'
import { NearestRows } from './nearest-rows'
import styles from './rows.module.css'
import { Writers } from './writers'

export function RowPanel({ place, explanation }: { place: RunIds; explanation: RowExplanation }) {
  const [dimension, setDimension] = useState<number>()
  const { missed, changed, problem } = explanation
  return (
    <>
      {changed && <Moved move={changed} before={missed} />}
      {missed ? <Missed missed={missed} dimension={dimension} onDimension={setDimension} /> : null}
      {problem && (
        <SideSection title="What is missed">
          <p className={styles.problem}>
            {problem.message}. {problem.hint} What was stored by the analysis is still shown.
          </p>
        </SideSection>
      )}
      {dimension !== undefined && (
        <Writers place={place} row={explanation.context.row} dimension={dimension} onClose={() => setDimension(undefined)} />
      )}
      <NearestRows explanation={explanation} />
    </>
  )
}

function Moved({ move, before }: { move: ReconstructionMove; before: RowMiss | undefined }) {
  return (
    <SideSection title="After your changes" actions="x̂ → x̂′">
      <Fact
        label="moved by"
        value={`${measured(move.norm)}${move.relative === undefined ? '' : `, ${formatPercent(move.relative, 1)}`}`}
        title="‖x̂′ − x̂‖, and as a share of ‖x̂ − b_dec‖"
      />
      <Fact
        label="cosine of both"
        value={formatFixed(move.cosine, 4)}
        title="Cosine between the reconstruction before and after"
      />
      {move.missed && (
        <Fact
          label="squared error"
          value={`${measured(before?.squaredError)} → ${measured(move.missed.squaredError)}`}
          title="‖x − x̂‖² before and after"
        />
      )}
      {move.missed?.fvu !== undefined && (
        <Fact label="FVU" value={`${formatFixed(before?.fvu, 3)} → ${formatFixed(move.missed.fvu, 3)}`} title={fvuFormula} />
      )}
      <Dimensions
        head={['number', 'before', 'after']}
        rows={move.dimensions.map((part) => [part.dimension, part.before, part.after])}
      />
    </SideSection>
  )
}

/** As many decimals as a number of its size needs. */
function measured(value: number | undefined): string {
  return formatFixed(value, activationDecimals(value ?? 0))
}

const fvuFormula = 'Fraction of variance unexplained by this row: ‖x − x̂‖² ÷ ‖x − mean‖², with the mean of the training rows'

interface MissedProps {
  missed: RowMiss
  dimension: number | undefined
  onDimension: (dimension: number) => void
}

function Missed({ missed, dimension, onDimension }: MissedProps) {
  return (
    <SideSection title="What is missed" actions="x − x̂">
      <Fact label="FVU of the row" value={formatFixed(missed.fvu, 3)} title={fvuFormula} />
      <Fact label="squared error" value={measured(missed.squaredError)} title="‖x − x̂‖², raw units" />
      <Fact label="of the squared norm" value={formatPercent(missed.errorShare, 1)} title="‖x − x̂‖² ÷ ‖x‖²" />
      <Fact label="cosine" value={formatFixed(missed.cosine, 4)} title="Cosine between the row and its reconstruction" />
      <Fact label="norm of the row" value={measured(missed.norm)} title="‖x‖" />
      <Dimensions
        head={['number', 'row', 'reconstructed']}
        rows={missed.dimensions.map((part) => [part.dimension, part.wanted, part.reconstructed])}
        chosen={dimension}
        onChoose={onDimension}
      />
    </SideSection>
  )
}
