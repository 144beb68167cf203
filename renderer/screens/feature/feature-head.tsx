/** Id, label and state of the feature, and the way to the next. */
import type { FeaturePage } from '../../../contract/records/feature'
import { FeatureHeading } from '../../app/features/feature-heading'
import type { LabelEditor } from '../../app/features/label-editor'
import { usePinned, usePinnedOf } from '../../app/features/pinned'
import { Button } from '../../widgets/button'
import { StatusGlyph } from '../../widgets/status-glyph'
import styles from './feature-head.module.css'

export function FeatureHead({ page, editor }: { page: FeaturePage; editor: LabelEditor | undefined }) {
  const { label, status } = editor?.fields ?? page
  const pinned = usePinnedOf(page.run)
  const isCompared = usePinned((state) => state.isCompared)
  return (
    <FeatureHeading feature={page.feature} label={label} form="main">
      <span className={styles.status}>
        <StatusGlyph status={status} words />
      </span>
      <span className={styles.actions}>
        <Button
          variant="quiet"
          command="feature.notInterpretable"
          aria-pressed={status === 'not-interpretable'}
          className={status === 'not-interpretable' ? styles.pressed : undefined}
        >
          Not interpretable
        </Button>
        <Button
          variant="quiet"
          command="feature.pin"
          aria-pressed={pinned === page.feature}
          className={pinned === page.feature ? styles.pressed : undefined}
        >
          {pinned === undefined || pinned === page.feature ? 'Pin' : `Pinned ${pinned}`}
        </Button>
        <Button
          variant="quiet"
          command="feature.compare"
          aria-pressed={isCompared}
          className={isCompared ? styles.pressed : undefined}
        >
          Compare
        </Button>
        <Button variant="quiet" command="feature.previous">
          <span aria-hidden="true">‹</span>
          <span className="hidden-text">Previous feature</span>
        </Button>
        <Button variant="quiet" command="feature.next">
          <span aria-hidden="true">›</span>
          <span className="hidden-text">Next feature</span>
        </Button>
      </span>
    </FeatureHeading>
  )
}
