/**
 * What an export does not hold or does not say, in sentences for its receipt.
 */
import type { WeightType } from '../../../contract/records/dictionary-report'
import type { ExportScope, Receipt } from '../../../contract/records/export'
import type { SaelensMetadata } from '../saelens/config'
import { saelensName } from '../saelens/naming'
import type { LabelCounts } from './label-counts'
import type { ExportMaterial } from './material'

export interface GapFacts {
  origin: Pick<Receipt, 'as' | 'names' | 'annotator' | 'run' | 'config' | 'data'>
  scope: ExportScope
  counts: LabelCounts
  metadata?: SaelensMetadata
  analysisStep?: number
}

/** Above this, the receipt says that the training backend computes less exactly than the files hold. */
const statedDifference = 1e-4

export function knownGaps(facts: GapFacts): string[] {
  const { annotator } = facts.origin
  const whose = annotator === undefined ? [] : [ofAnnotator(annotator)]
  return [...whose, ...labelGaps(facts), ...factGaps(facts), ...runGaps(facts)]
}

/** Labels of an annotator in place of those of the project. */
export function ofAnnotator(name: string): string {
  return `Labels are what ${name || 'an annotator without a name'} says, not those of the project.`
}

function labelGaps({ counts, scope }: GapFacts): string[] {
  const { byStatus } = counts
  const gaps: string[] = []
  if (byStatus.pending > 0) gaps.push(`${things(byStatus.pending, 'feature')} of ${number(counts.total)} without a label.`)
  if (byStatus['not-interpretable'] > 0) gaps.push(`${things(byStatus['not-interpretable'], 'feature')} not interpretable.`)
  if (byStatus.draft > 0) gaps.push(`${things(byStatus.draft, 'label')} still a draft.`)
  if (byStatus.flagged > 0) gaps.push(`${things(byStatus.flagged, 'feature')} flagged to be looked at again.`)
  if (byStatus.later > 0) gaps.push(`${things(byStatus.later, 'feature')} put off until later.`)
  const left = counts.total - counts.written
  if (left > 0)
    gaps.push(
      `${things(left, 'feature')} not listed: ${scope.filter ? 'the filter or their status leaves them out' : 'their status was left out'}.`
    )
  if (!scope.notes) gaps.push('Notes are left out.')
  if (!scope.examples) gaps.push('Examples are left out.')
  return gaps
}

function factGaps({ counts, origin, analysisStep = origin.run.step }: GapFacts): string[] {
  if (counts.withFacts < counts.total) return ['The run was not analyzed: no densities and no examples.']
  const gaps: string[] = []
  if (analysisStep !== origin.run.step) {
    gaps.push(`Facts and examples are from step ${number(analysisStep)}, the weights from step ${number(origin.run.step)}.`)
  }
  if (counts.silent > 0) gaps.push(`${things(counts.silent, 'feature')} never active on the data.`)
  const unexplained = 1 - counts.massLabeled
  if (unexplained > 0.0005) gaps.push(`${(100 * unexplained).toFixed(1)} % of the activation mass is without a label.`)
  return gaps
}

function runGaps({ origin, metadata }: GapFacts): string[] {
  const { run, config, data } = origin
  const gaps: string[] = []
  if (run.step < config.steps) gaps.push(`The weights are from step ${number(run.step)} of ${number(config.steps)}.`)
  if (data.leftOut > 0) gaps.push(`${things(data.leftOut, 'row')} left out of training and validation.`)
  if (data.validationRows === 0) gaps.push('No rows were set aside: there are no validation values.')
  if (!metadata?.hookName && !origin.names.hook)
    gaps.push('Model and hook of the activations are not known to Loupe: the files do not name them.')
  return gaps
}

/** Where SAELens has no class of that kind, and one that computes the same stands for it. */
export function formGap({ dictionary, origin }: Pick<ExportMaterial, 'dictionary' | 'origin'>): string[] {
  const form = origin.format === 'saelens' ? saelensName(dictionary).loupe : undefined
  if (!form) return []
  const same = form.kind === 'crosscoder' ? 'over its streams side by side' : 'that gives targets for inputs'
  return [`SAELens has no class for such a ${form.kind}: cfg.json describes the same computation, an autoencoder ${same}.`]
}

/** `tied`: rows not compared because of ties; `relativeDifference`: the greatest found, relative to the scale of the numbers. */
export function proofGaps({
  tied,
  relativeDifference,
  type
}: {
  tied: number
  relativeDifference: number
  type: WeightType
}): string[] {
  const gaps: string[] = []
  if (tied > 0) gaps.push(`${things(tied, 'row')} not compared: which features fire hangs on rounding there.`)
  if (relativeDifference <= statedDifference) return gaps
  const share = `up to ${relativeDifference.toExponential(1)} of the scale`
  if (type === 'f32') gaps.push(`The training backend differs from the written weights by ${share}.`)
  else gaps.push(`Weights are rounded to ${type}: activations and reconstructions differ by ${share}.`)
  return gaps
}

export function things(count: number, name: string): string {
  return `${number(count)} ${name}${count === 1 ? '' : 's'}`
}

function number(value: number): string {
  return value.toLocaleString('en-US')
}
