/** The plane with its heading: what the dots are, and the ways out of it. */

import type { ChartOutput } from '../../../app/output/chart-output'
import { OutputMenu } from '../../../app/output/output-menu'
import { Empty } from '../../../widgets/empty'
import { PlaneChart } from '../../../widgets/plane-chart/plane-chart'
import type { PlanePoint, PlaneTrail } from '../../../widgets/plane-chart/types'
import { showRun } from '../runs-view'
import styles from './compare.module.css'

export interface PlanePartProps {
  points: PlanePoint[]
  trails: PlaneTrail[]
  output: ChartOutput
  /** Nothing is held out: the values are of training rows. */
  isTraining: boolean
  selected: readonly string[]
  active: string | undefined
  onPick(id: string, isToggled: boolean): void
}

export function PlanePart({ points, trails, output, isTraining, selected, active, onPick }: PlanePartProps) {
  return (
    <section className={styles.plane} aria-label="Sparsity against reconstruction">
      <div className={styles.partHead}>
        <h2 className="heading">Sparsity against reconstruction</h2>
        <span className={`ellipsis small ${styles.detail}`}>{formsText(points, isTraining)}</span>
        <OutputMenu label="plane and table" output={output} />
      </div>
      {points.length === 0 ? (
        <Empty title={isTraining ? 'No run is drawn' : 'No run was validated yet'}>
          {isTraining ? 'Open the eye of a run with Space.' : 'Dots appear with the first validation of a run.'}
        </Empty>
      ) : (
        <PlaneChart {...{ points, trails, selected, active }} onPick={(id, { toggle }) => onPick(id, toggle)} onOpen={showRun} />
      )}
    </section>
  )
}

/** What the forms of the dots mean, where there are several. */
function formsText(points: readonly PlanePoint[], isTraining: boolean): string {
  const words = { circle: '● autoencoder', diamond: '◆ transcoder', square: '■ crosscoder' }
  const present = (Object.keys(words) as (keyof typeof words)[]).filter((form) => points.some((point) => point.form === form))
  const source = isTraining ? 'training rows, nothing is held out' : 'validation, one trail per run'
  return present.length > 1 ? `${source}; ${present.map((form) => words[form]).join('  ')}` : source
}
