/** A rule under edit: what is typed with its score, whether it is the kept one, and what can be done with it. */
import { useState } from 'react'
import type { StandingRule } from '../../../contract/records/rule'
import { toast } from '../../widgets/toast/toast-store'
import { useCommands } from '../commands/commands'
import { useAct } from '../engine/queries'
import type { FeaturePlace } from './quiz-state'
import { closeRule, draftFor } from './rule-state'
import { draftOf, emptyDraft, type RuleDraft, ruleOf } from './rule-text'
import { useRuleScore } from './use-rule-score'

export interface RuleEditing {
  place: FeaturePlace
  kept: StandingRule | undefined
  readOnly: boolean
  /** Of the dialog: its keys act there. */
  scope: string
  /** Gives the keys to the misses. */
  onMisses: () => void
}

export function useRuleEditor({ place, kept, readOnly, scope, onMisses }: RuleEditing) {
  const [draft, setDraft] = useState<RuleDraft>(() => draftFor(place) ?? (kept ? draftOf(kept.rule) : emptyDraft))
  const [threshold, setThreshold] = useState(String(kept?.score?.threshold ?? 0))
  const above = Number(threshold)
  const isThreshold = threshold.trim() !== '' && Number.isFinite(above) && above >= 0
  const { rule, problem } = ruleOf(draft)
  const view = useRuleScore(place, isThreshold ? rule : undefined, above)
  const isKept = kept !== undefined && isSame(rule, kept.rule) && (kept.score?.threshold ?? 0) === above
  const propose = useAct('checks.proposeRule', {
    onDone: ({ rule: proposed, tokens }) => {
      setDraft(draftOf(proposed))
      toast({ text: `A list of ${tokens.length} tokens, the best of the most enriched ones` })
    }
  })
  const set = useAct('checks.setRule', {
    onDone: (stored) => {
      closeRule(place, undefined)
      const { feature } = place
      toast({ tone: 'ok', text: stored ? `The rule is kept with the label of ${feature}` : `Feature ${feature} has no rule now` })
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
    { id: 'rule.misses', title: 'Go through the misses', keys: ['!Alt+M'], scope, run: onMisses },
    { id: 'rule.close', title: 'Close the rule', keys: ['!Escape'], scope, run: close }
  ])
  return { draft, setDraft, threshold, setThreshold, isThreshold, problem: problem ?? problemOf(view.error), view, isKept, close }
}

function problemOf(error: { message: string; hint?: string | undefined } | undefined): string | undefined {
  return error && [error.message, error.hint].filter(Boolean).join('. ')
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
