/** A label as a rule: edited at the left, held against all stored activations at the right, kept with the label by one key. */
import { useEffect, useRef, useState } from 'react'
import type { FeaturePage } from '../../../contract/records/feature'
import type { StandingRule } from '../../../contract/records/rule'
import { Button } from '../../widgets/button'
import { Dialog } from '../../widgets/dialog/dialog'
import { toast } from '../../widgets/toast/toast-store'
import { useCommands } from '../commands/commands'
import { useAct, useCall } from '../engine/queries'
import type { FeaturePlace } from './quiz-state'
import styles from './rule.module.css'
import { RuleFields } from './rule-fields'
import { RuleScorePart } from './rule-score-part'
import { closeRule, draftFor } from './rule-state'
import { draftOf, emptyDraft, type RuleDraft, ruleOf } from './rule-text'
import { useRuleScore } from './use-rule-score'

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
  const [draft, setDraft] = useState<RuleDraft>(() => draftFor(place) ?? (kept ? draftOf(kept.rule) : emptyDraft))
  const [threshold, setThreshold] = useState(String(kept?.score?.threshold ?? 0))
  const field = useRef<HTMLInputElement>(null)
  const misses = useRef<HTMLElement>(null)
  const above = Number(threshold)
  const isThreshold = threshold.trim() !== '' && Number.isFinite(above) && above >= 0
  const { rule, problem } = ruleOf(draft)
  const view = useRuleScore(place, isThreshold ? rule : undefined, above)
  const isKept = kept !== undefined && isSame(rule, kept.rule) && kept.score?.threshold === above
  const propose = useAct('checks.proposeRule', {
    onDone: ({ rule: proposed, tokens }) => {
      setDraft(draftOf(proposed))
      toast({ text: `A list of ${tokens.length} tokens, the best of the most enriched ones` })
    }
  })
  const set = useAct('checks.setRule', {
    onDone: (stored) => {
      closeRule(place, undefined)
      toast({
        tone: 'ok',
        text: stored ? `The rule is kept with the label of ${place.feature}` : `Feature ${place.feature} has no rule now`
      })
    }
  })
  const close = () => {
    const isLost = rule !== undefined && !isKept && !readOnly
    closeRule(place, isLost ? draft : undefined)
    if (isLost)
      toast({ text: 'The rule was not kept', detail: 'It is there again when you open it, until the window is closed.' })
  }
  const canKeep = rule !== undefined && isThreshold && !readOnly && (!isKept || kept.stale) && !set.isPending
  useCommands([
    {
      id: 'rule.keep',
      title: 'Keep the rule with the label',
      keys: ['!Mod+Enter'],
      scope,
      when: canKeep,
      run: () => rule && set.mutate({ ...place, rule, threshold: above })
    },
    {
      id: 'rule.propose',
      title: 'Rule from the most enriched tokens',
      keys: ['!Alt+T'],
      scope,
      when: !readOnly && isThreshold && !propose.isPending,
      run: () => propose.mutate({ ...place, threshold: above })
    },
    {
      id: 'rule.remove',
      title: 'Take the rule away',
      keys: ['!Alt+Backspace'],
      scope,
      when: kept !== undefined && !readOnly,
      run: () => set.mutate({ ...place, rule: null })
    },
    { id: 'rule.misses', title: 'Go through the misses', keys: ['!Alt+M'], scope, run: () => misses.current?.focus() },
    { id: 'rule.close', title: 'Close the rule', keys: ['!Escape'], scope, run: close }
  ])
  useEffect(() => field.current?.select(), [])
  return (
    <Dialog
      title={`Rule of feature ${place.feature}`}
      width={1100}
      scope={scope}
      onClose={close}
      actions={
        <>
          <span className={styles.notice} role="status">
            {standing(kept, isKept)}
          </span>
          <Button command="rule.remove">Take away</Button>
          <Button command="rule.close">Close</Button>
          <Button variant="primary" command="rule.keep">
            {isKept && kept.stale ? 'Score again' : 'Keep with the label'}
          </Button>
        </>
      }
    >
      <div className={styles.parts}>
        <div className={styles.form}>
          <p className={styles.label}>{label || 'no label yet'}</p>
          <RuleFields
            ref={field}
            run={place.run}
            draft={draft}
            onChange={setDraft}
            threshold={threshold}
            onThreshold={setThreshold}
            thresholdProblem={isThreshold ? undefined : 'A number, 0 or more'}
            problem={problem ?? (view.error && [view.error.message, view.error.hint].filter(Boolean).join('. '))}
            readOnly={readOnly}
          />
          <Button command="rule.propose">From enriched tokens</Button>
          <Button command="rule.misses">Go through the misses</Button>
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a key leads to it */}
        <section ref={misses} tabIndex={0} aria-label="What the rule is worth" className={styles.score}>
          <RuleScorePart view={view} run={place.run} max={page.max} />
        </section>
      </div>
    </Dialog>
  )
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function standing(kept: StandingRule | undefined, isKept: boolean): string {
  if (!kept) return 'not kept yet'
  if (!isKept) return 'changed, not kept yet'
  return kept.stale ? 'kept; scored before the latest analysis' : `kept with the label by ${kept.author || 'nobody named'}`
}
