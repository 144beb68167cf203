/** Id, label and state of the feature, and the way to the next. */
import type { FeaturePage } from '../../../contract/records/feature'
import { FeatureHeading } from '../../app/features/feature-heading'
import { useHeld, useHeldOf } from '../../app/features/held'
import type { LabelEditor } from '../../app/features/label-editor'
import { Button } from '../../widgets/button'
import { StatusGlyph } from '../../widgets/status-glyph'
import styles from './feature-head.module.css'

interface FeatureHeadProps {
  page: FeaturePage
  editor: LabelEditor | undefined
  isPinned: boolean
}

export function FeatureHead({ page, editor, isPinned }: FeatureHeadProps) {
  const { label, status } = editor?.fields ?? page
  const held = useHeldOf(page.run)
  const isCompared = useHeld((state) => state.isCompared)
  return (
    <FeatureHeading feature={page.feature} label={label} form="main">
      <span className={styles.status}>
        <StatusGlyph status={status} words />
      </span>
      <span className={styles.actions}>
        <Button variant="quiet" command="feature.pin" aria-pressed={isPinned} className={isPinned ? styles.pressed : undefined}>
          {isPinned ? 'Pinned' : 'Pin'}
        </Button>
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
          command="feature.hold"
          aria-pressed={held === page.feature}
          className={held === page.feature ? styles.pressed : undefined}
        >
          {held === undefined || held === page.feature ? 'Hold' : `Held ${held}`}
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
