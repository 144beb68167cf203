/** Rules against the stored activations of a feature: their score with the rows on which they disagree, and one that is proposed. */
import type { Checked } from '../../../contract/calls/index'
import type { Progress } from '../../../contract/records/basics'
import type { LabelRule, RuleNumbers, RuleProposal, RuleScore, StandingRule, StoredRule } from '../../../contract/records/rule'
import { LoupeError } from '../../../contract/wire/errors'
import { proposedRule } from '../../analysis/rules/propose'
import { type RuleCounts, ruleCounts, ruleShares } from '../../analysis/rules/score'
import type { OpenProject } from '../projects/open-projects'
import { analysisOf } from '../services/analysis-of'
import { examplesOf } from '../services/examples-of'

type Without<Method extends 'checks.scoreRule' | 'checks.setRule' | 'checks.proposeRule'> = Omit<Checked<Method>, 'project'>

/** The caller of a call that may take a while. */
export interface Caller {
  signal: AbortSignal
  progress(progress: Progress): void
}

export async function scoreRule(project: OpenProject, asked: Without<'checks.scoreRule'>, caller: Caller): Promise<RuleScore> {
  const { run, feature, threshold, most, context } = asked
  const sources = await sourcesOf(project, run, feature, caller)
  const rule = asked.rule ?? project.store.checks.rules(run, feature)[0]?.rule
  if (!rule)
    throw new LoupeError('not-found', `Feature ${feature} has no rule`, { hint: 'Give a token list, a pattern or a condition.' })
  const { index, postings } = sources
  const counts = await ruleCounts(postings, index, { rule, threshold, most, ...sources.side })
  return {
    rule,
    ...numbersOf(counts, threshold),
    missed: await examplesOf(counts.missed, { index, postings, context }),
    wronglyNamed: await examplesOf(counts.wronglyNamed, { index, postings, context })
  }
}

type GivenRule = Without<'checks.setRule'> & { rule: LabelRule; author: string }

/** Scores the rule first: one that can not be used is not attached. */
export async function attachRule(project: OpenProject, given: GivenRule, caller: Caller): Promise<StandingRule> {
  const { run, feature, author } = given
  const { checks } = project.store
  checks.setRule(run, feature, await scoredRule(project, given, caller), { author })
  return checks.rules(run, feature)[0]
}

/** The rule as it would be attached now. Throws what `scoreRule` throws. */
export async function scoredRule(
  project: OpenProject,
  { run, feature, rule, threshold, author }: GivenRule,
  caller: Caller
): Promise<StoredRule> {
  const { store } = project
  const { index, postings, side, analysis } = await sourcesOf(project, run, feature, caller)
  const counts = await ruleCounts(postings, index, { rule, threshold, most: 0, ...side })
  const { label } = store.labels.get(run, feature)
  const score = { ...numbersOf(counts, threshold), analysis }
  return { feature, rule, author, at: Date.now(), label, score }
}

export async function proposeRule(
  project: OpenProject,
  { run, feature, threshold }: Without<'checks.proposeRule'>,
  caller: Caller
): Promise<RuleProposal> {
  const { index, postings, side } = await sourcesOf(project, run, feature, caller)
  return proposedRule(postings, index, { threshold, ...side })
}

async function sourcesOf({ store, indexes }: OpenProject, run: string, feature: number, { signal, progress }: Caller) {
  const { folder, id: analysis } = analysisOf(store, run)
  store.labels.get(run, feature)
  const [index, activations] = await Promise.all([indexes.rowIndex(store.runs.get(run).dataset), indexes.activationIndex(folder)])
  const postings = await activations.postings(feature)
  const side = { signal, progress: (done: number) => progress({ done, total: index.rows, unit: 'rows' }) }
  return { index, postings, side, analysis }
}

function numbersOf(counts: RuleCounts, threshold: number): RuleNumbers {
  const { rows, fires, named, both } = counts
  return { threshold, rows, fires, named, both, ...ruleShares(counts) }
}
