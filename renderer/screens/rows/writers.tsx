/** What writes to one number of the output: the features on this row, and for what can be read, the numbers of the input. */
import type { RowExplanation } from '../../../contract/records/row'
import { useCall } from '../../app/engine/queries'
import type { RunIds } from '../../app/features/use-feature-order'
import { CitedNumber } from '../../app/numbers/cited-number'
import { navigate } from '../../app/session'
import { Button } from '../../widgets/button'
import { SideSection } from '../../widgets/panel'
import { inputsFigure, writeFigure } from './row-figures'
import styles from './rows.module.css'

export interface WritersProps {
  place: RunIds
  explanation: RowExplanation
  source: string
  dimension: number
  onClose: () => void
}

const shown = 8

export function Writers({ place, explanation, source, dimension, onClose }: WritersProps) {
  const { row } = explanation.context
  const params = { project: place.project ?? '', run: place.run ?? '', row, direction: { dimension }, most: shown }
  const { data, error } = useCall('rows.writers', params, { keepPrevious: true })
  const close = (
    <Button variant="quiet" size="small" onClick={onClose}>
      Close
    </Button>
  )
  return (
    <SideSection title={`What writes to number ${dimension}`} actions={close} flush>
      {error && <p className={styles.problem}>{error.message}</p>}
      <ul aria-label={`Features that write to number ${dimension}`}>
        {data?.features.map(({ feature, write, label }) => (
          <li key={feature} className={styles.line}>
            <button type="button" className={styles.found} onClick={() => navigate('feature', { feature })}>
              <span className={styles.id}>{feature}</span>
              <span className={`ellipsis ${styles.grow}`}>{label || '–'}</span>
            </button>
            <CitedNumber figure={writeFigure({ feature, write }, dimension, explanation, source)} />
          </li>
        ))}
      </ul>
      {data?.inputs && data.inputs.length > 0 && (
        <p className={styles.problem}>
          Through them, numbers of the input:{' '}
          <CitedNumber figure={inputsFigure(data.inputs, dimension, explanation, source)} className={styles.inputs} />
        </p>
      )}
    </SideSection>
  )
}
