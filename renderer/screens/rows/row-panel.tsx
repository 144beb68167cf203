/** What the reconstruction of the row misses, how it moved after changes, what writes to a number of it, and rows like it. */
import { useState } from 'react'
import type { ReconstructionMove, RowExplanation, RowMiss } from '../../../contract/records/row'
import type { RunIds } from '../../app/features/use-feature-order'
import { CitedFact } from '../../app/numbers/cited-number'
import { SideSection } from '../../widgets/panel'
import { Dimensions } from './dimensions'
import { NearestRows } from './nearest-rows'
import { missFigures, moveFigures } from './row-figures'
import styles from './rows.module.css'
import { Writers } from './writers'

export interface RowPanelProps {
  place: RunIds
  explanation: RowExplanation
  /** Row, run, step and rows, in words. */
  source: string
}

export function RowPanel({ place, explanation, source }: RowPanelProps) {
  const [dimension, setDimension] = useState<number>()
  const { missed, changed, problem } = explanation
  const explained = { explanation, source }
  return (
    <>
      {changed && <Moved {...explained} move={changed} />}
      {missed ? <Missed {...explained} missed={missed} dimension={dimension} onDimension={setDimension} /> : null}
      {problem && (
        <SideSection title="What is missed">
          <p className={styles.problem}>
            {problem.message}. {problem.hint} What was stored by the analysis is still shown.
          </p>
        </SideSection>
      )}
      {dimension !== undefined && (
        <Writers {...explained} place={place} dimension={dimension} onClose={() => setDimension(undefined)} />
      )}
      <NearestRows run={place.run ?? ''} {...explained} />
    </>
  )
}

type Explained = Pick<RowPanelProps, 'explanation' | 'source'>

function Moved({ move, ...explained }: Explained & { move: ReconstructionMove }) {
  return (
    <SideSection title="After your changes" actions="x̂ → x̂′">
      {moveFigures(move, explained.explanation, explained.source).map((figure) => (
        <CitedFact key={figure.name} figure={figure} label={figure.name.replace(' after changes', '')} />
      ))}
      <Dimensions
        {...explained}
        head={['number', 'before', 'after']}
        what={['reconstruction before', 'reconstruction after']}
        rows={move.dimensions.map((part) => [part.dimension, part.before, part.after])}
      />
    </SideSection>
  )
}

interface MissedProps extends Explained {
  missed: RowMiss
  dimension: number | undefined
  onDimension: (dimension: number) => void
}

function Missed({ missed, dimension, onDimension, ...explained }: MissedProps) {
  return (
    <SideSection title="What is missed" actions="x − x̂">
      {missFigures(missed, explained.explanation, explained.source).map((figure) => (
        <CitedFact key={figure.name} figure={figure} />
      ))}
      <Dimensions
        {...explained}
        head={['number', 'row', 'reconstructed']}
        what={['row', 'reconstruction']}
        rows={missed.dimensions.map((part) => [part.dimension, part.wanted, part.reconstructed])}
        chosen={dimension}
        onChoose={onDimension}
      />
    </SideSection>
  )
}
