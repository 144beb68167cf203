/** A rule against the stored activations of a feature, with the rows on which they disagree. */
import type { Checked } from '../../../contract/calls/index'
import type { RuleScore } from '../../../contract/records/rule'
import { LoupeError } from '../../../contract/wire/errors'
import { ruleCounts, ruleShares } from '../../analysis/rules/score'
import type { OpenProject } from '../projects/open-projects'
import { analysisOf } from '../services/analysis-of'
import { examplesOf } from '../services/examples-of'

type Asked = Omit<Checked<'checks.scoreRule'>, 'project'>

export async function scoreRule({ store, indexes }: OpenProject, asked: Asked, signal: AbortSignal): Promise<RuleScore> {
  const { run, feature, threshold, most, context } = asked
  const { folder } = analysisOf(store, run)
  store.labels.get(run, feature)
  const rule = asked.rule ?? store.checks.rule(run, feature)?.rule
  if (!rule)
    throw new LoupeError('not-found', `Feature ${feature} has no rule`, { hint: 'Give a token list, a pattern or a condition.' })
  const [index, activations] = await Promise.all([indexes.rowIndex(store.runs.get(run).dataset), indexes.activationIndex(folder)])
  const postings = await activations.postings(feature)
  const counts = await ruleCounts(postings, index, { rule, threshold, most, signal })
  const sources = { index, postings, context }
  const { rows, fires, named, both } = counts
  return {
    rule,
    threshold,
    rows,
    fires,
    named,
    both,
    ...ruleShares(counts),
    missed: await examplesOf(counts.missed, sources),
    wronglyNamed: await examplesOf(counts.wronglyNamed, sources)
  }
}
