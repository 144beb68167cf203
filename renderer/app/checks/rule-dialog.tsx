/** A label as a rule: edited at the left, held against all stored activations at the right, kept with the label by one key. */
import { useEffect, useRef } from 'react'
import type { FeaturePage } from '../../../contract/records/feature'
import type { StandingRule } from '../../../contract/records/rule'
import { Button } from '../../widgets/button'
import { Dialog } from '../../widgets/dialog/dialog'
import { formatWhen } from '../../widgets/format'
import { useCall } from '../engine/queries'
import type { FeaturePlace } from './quiz-state'
import styles from './rule.module.css'
import { RuleFields } from './rule-fields'
import { RuleScorePart } from './rule-score-part'
import { useRuleEditor } from './use-rule-editor'

const scope = 'rule'

export interface RuleDialogProps {
  place: FeaturePlace
  page: FeaturePage
  label: string
  readOnly: boolean
}

/** Asks for the attached rule first. */
export function RuleDialog(props: RuleDialogProps) {
  const rules = useCall('checks.rules', props.place)
  if (rules.isPending) return null
  return <RuleEditor {...props} kept={rules.data?.[0]} />
}

function RuleEditor({ place, page, label, readOnly, kept }: RuleDialogProps & { kept: StandingRule | undefined }) {
  const field = useRef<HTMLInputElement>(null)
  const misses = useRef<HTMLElement>(null)
  const editor = useRuleEditor({ place, kept, readOnly, scope, onMisses: () => misses.current?.focus() })
  useEffect(() => field.current?.select(), [])
  return (
    <Dialog
      title={`Rule of feature ${place.feature}`}
      width={1100}
      scope={scope}
      onClose={editor.close}
      actions={
        <>
          <span className={styles.notice} role="status">
            {standing(kept, editor.isKept, label)}
          </span>
          <Button command="rule.remove">Take away</Button>
          <Button command="rule.close">Close</Button>
          <Button variant="primary" command="rule.keep">
            {editor.isKept && kept?.stale ? 'Score again' : 'Keep with the label'}
          </Button>
        </>
      }
    >
      <div className={styles.parts}>
        <div className={styles.form}>
          <p className={styles.label}>{label || 'no label yet'}</p>
          <RuleFields ref={field} run={place.run} editor={editor} readOnly={readOnly} />
          <Button command="rule.propose">From enriched tokens</Button>
          <Button command="rule.misses">Go through the misses</Button>
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a key leads to it */}
        <section ref={misses} tabIndex={0} aria-label="What the rule is worth" className={styles.score}>
          <RuleScorePart view={editor.view} run={place.run} max={page.max} />
        </section>
      </div>
    </Dialog>
  )
}

function standing(kept: StandingRule | undefined, isKept: boolean, label: string): string {
  if (!kept) return 'not kept yet'
  if (!isKept) return 'changed, not kept yet'
  if (kept.stale) return 'kept; not scored since the latest analysis'
  const since = kept.label === undefined || kept.label === label ? '' : `; the label was “${kept.label}” then`
  return `kept with the label: ${[formatWhen(kept.at), kept.author].filter(Boolean).join(', ')}${since}`
}
