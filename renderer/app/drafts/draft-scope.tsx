/** Which features are to be drafted. */
import { formatPlural } from '../../widgets/format'
import { Segment } from '../../widgets/segment'
import { type DraftScope, useDraftForm } from './draft-form'
import styles from './drafts.module.css'
import type { ChosenFeatures } from './use-draft-features'

export function DraftScopePart({ chosen: { feature, selected, features, error } }: { chosen: ChosenFeatures }) {
  const scope = useDraftForm((form) => form.scope)
  return (
    <section className={styles.part} aria-label="Features">
      <div className={styles.line}>
        <Segment<DraftScope>
          label="Which features"
          value={scope}
          onChange={(value) => useDraftForm.setState({ scope: value })}
          options={[
            { value: 'feature', label: feature === null ? 'This feature' : `Feature ${feature}`, disabled: feature === null },
            { value: 'selected', label: `Selected (${selected})`, disabled: selected === 0 },
            { value: 'listed', label: 'As filtered in Explore' },
            { value: 'pending', label: 'All pending' }
          ]}
        />
        <span role="status" className={styles.quiet}>
          {features && formatPlural(features.length, 'feature')}
        </span>
      </div>
      {error && <p className={styles.failed}>{error.message}</p>}
    </section>
  )
}
