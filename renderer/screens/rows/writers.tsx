/** What writes to one number of the output: the features on this row, and for what can be read, the numbers of the input. */
import { useCall } from '../../app/engine/queries'
import type { RunIds } from '../../app/features/use-feature-order'
import { navigate } from '../../app/session'
import { Button } from '../../widgets/button'
import { formatSignificant } from '../../widgets/format'
import { SideSection } from '../../widgets/panel'
import styles from './rows.module.css'

export interface WritersProps {
  place: RunIds
  row: number
  dimension: number
  onClose: () => void
}

const shown = 8

export function Writers({ place, row, dimension, onClose }: WritersProps) {
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
          <li key={feature}>
            <button type="button" className={styles.found} onClick={() => navigate('feature', { feature })}>
              <span className={styles.id}>{feature}</span>
              <span className={`ellipsis ${styles.grow}`}>{label || '–'}</span>
              <span className="mono" title="f·⟨W_dec, d⟩ on this row">
                {formatSignificant(write)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {data?.inputs && data.inputs.length > 0 && (
        <p className={styles.problem} title="x_i Σ W_enc[i, f] ⟨W_dec_f, d⟩ over the active features (Dunefsky et al. 2024)">
          Through them, numbers of the input:{' '}
          <span className="mono">
            {data.inputs.map((input) => `${input.dimension} (${formatSignificant(input.write, 2)})`).join(', ')}
          </span>
        </p>
      )}
    </SideSection>
  )
}
