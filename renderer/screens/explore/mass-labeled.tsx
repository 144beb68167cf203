/** How much of what fires has a label, as a number and a bar. */
import type { LabelProgress } from '../../../contract/records/label'
import { CitedNumber } from '../../app/numbers/cited-number'
import { type Figure, sourceOf, sourceWords } from '../../app/numbers/figure'
import { useRun } from '../../app/project/current'
import { formatPercent, formatPlural } from '../../widgets/format'
import { ProgressBar } from '../../widgets/progress-bar'
import styles from './sidebar.module.css'

export function MassLabeled({ progress }: { progress: LabelProgress | undefined }) {
  const run = useRun()
  if (!progress) return null
  const figure: Figure = {
    of: 'Labels',
    name: 'mass with a label',
    value: formatPercent(progress.massLabeled, 1),
    explanation: `Σ activations of labeled features ÷ Σ activations of all ${formatPlural(progress.total, 'feature')}`,
    source: sourceWords(sourceOf(run, run?.analysis?.rows ?? 0))
  }
  return (
    <div className={styles.mass}>
      <div className={styles.massWords}>
        <span>Mass with a label</span>
        <CitedNumber figure={figure} />
      </div>
      <ProgressBar label="activation mass with a label" value={progress.massLabeled} />
    </div>
  )
}
