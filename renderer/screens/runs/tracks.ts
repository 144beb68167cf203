/** The tracks of the training monitor: which metrics, on which axis, beside which target. */
import type { MetricKey } from '../../../contract/records/metrics'
import type { Run, RunConfig } from '../../../contract/records/run'
import { architecturesWith } from '../../../contract/records/run-fields'
import { formatCount, formatFixed, formatPercent } from '../../widgets/format'
import { readingText, scientificText } from '../../widgets/line-series/tick-text'
import type { Track, TrackPart } from '../../widgets/track-chart/types'
import { aimsAtL0 } from './fields/main-fields'
import { deadRule } from './fields/sparsity-fields'

/** What the first track shows. */
export const lossModes = ['fvu', 'loss', 'mse', 'parts'] as const
export type LossMode = (typeof lossModes)[number]

export const lossWords: Record<LossMode, string> = {
  fvu: 'fraction unexplained',
  loss: 'total loss',
  mse: 'squared error',
  parts: 'parts, stacked'
}

/** Tracks that can be added or left out, in their order; the loss is always there. */
export const optionalTracks = [
  'l0',
  'explained_variance',
  'dead',
  'dense',
  'rare',
  'l1',
  'threshold',
  'gradient_norm',
  'learning_rate',
  'sparsity_coefficient',
  'rows_per_second',
  'data_wait'
] as const satisfies readonly MetricKey[]
export type OptionalTrack = (typeof optionalTracks)[number]

export const trackWords: Record<OptionalTrack, string> = {
  l0: 'L0',
  explained_variance: 'explained variance',
  dead: 'dead features',
  dense: 'dense features',
  rare: 'rare features',
  l1: 'L1',
  threshold: 'threshold',
  gradient_norm: 'gradient norm',
  learning_rate: 'learning rate',
  sparsity_coefficient: 'λ',
  rows_per_second: 'rows per second',
  data_wait: 'waiting for data'
}

export const usualTracks: readonly OptionalTrack[] = ['l0', 'explained_variance', 'dead']

/** Tracks that a run has no metric for are not offered; the usual ones are, since they come with the first step. */
export function offeredTracks(metrics: readonly string[]): OptionalTrack[] {
  return optionalTracks.filter((id) => usualTracks.includes(id) || metrics.includes(id))
}

/** The tracks of a run in a fixed order, whatever order they were chosen in. */
export function tracksOf(run: Run, mode: LossMode, chosen: readonly OptionalTrack[]): Track[] {
  const { config } = run
  const optional = optionalTracks.filter((id) => chosen.includes(id))
  return [
    lossTrack(config, mode),
    ...optional.map((id) => ({ id, title: trackWords[id], metric: id, weight: 0.85, ...looks[id](config) }))
  ]
}

function lossTrack(config: RunConfig, mode: LossMode): Track {
  const common = { id: 'loss', title: 'loss', scale: 'log' as const, weight: 1.5 }
  if (mode === 'parts') return { ...common, metric: 'loss', detail: 'parts', parts: lossParts(config) }
  const details = { fvu: 'fvu', loss: 'total', mse: 'mse' }
  return { ...common, metric: mode, detail: details[mode], validation: true }
}

/** From the bottom up; what an architecture does not have is not measured and leaves no part. */
export function lossParts(config: RunConfig): TrackPart[] {
  const { architecture } = config
  const hasAux = architecture === 'gated' || ['auxk', 'pre-activation'].includes(deadRule(config))
  return [
    { metric: 'mse', label: 'mse' },
    ...(architecturesWith('sparsityCoefficient')?.includes(architecture) ? [{ metric: 'sparsity_loss', label: 'sparsity' }] : []),
    ...(hasAux ? [{ metric: 'aux_loss', label: 'aux' }] : [])
  ]
}

/** The L0 that the configuration asks for, where it asks for one. */
export function targetL0Of(config: RunConfig): number | undefined {
  if (architecturesWith('k')?.includes(config.architecture)) return config.k
  return aimsAtL0(config) ? config.targetL0 : undefined
}

type Look = Omit<Track, 'id' | 'title' | 'metric' | 'weight'> & { weight?: number }

const count: Look = { scale: 'linear', low: 0, area: true, format: formatCount }
const looks: Record<OptionalTrack, (config: RunConfig) => Look> = {
  l0: (config) => ({
    weight: 1,
    scale: 'log',
    ...(targetL0Of(config) === undefined ? {} : { target: targetL0Of(config)! }),
    // TopK has no other L0 on validation rows.
    validation: config.architecture !== 'topk',
    format: (value) => formatFixed(value, 1)
  }),
  explained_variance: () => ({
    weight: 1,
    scale: 'linear',
    high: 1,
    validation: true,
    format: (value) => formatFixed(value, 3)
  }),
  dead: (config) => ({
    ...count,
    remark: shareOf(config),
    note: `window ${formatCount(config.deadWindowSteps)} steps`
  }),
  dense: (config) => ({ ...count, remark: shareOf(config), note: 'on over 10 % of rows' }),
  rare: (config) => ({ ...count, remark: shareOf(config), note: 'below 1 in 10,000 rows' }),
  l1: () => ({ scale: 'log', format: readingText }),
  threshold: () => ({
    scale: 'linear',
    format: readingText,
    also: [{ metric: 'threshold_spread', label: '±', format: readingText }]
  }),
  gradient_norm: ({ gradientClip }) => ({
    scale: 'log',
    format: readingText,
    ...(gradientClip > 0 ? { target: gradientClip, targetWord: 'clipped at' } : {})
  }),
  learning_rate: () => ({ scale: 'linear', low: 0, format: scientificText }),
  sparsity_coefficient: () => ({ scale: 'linear', low: 0, format: readingText }),
  rows_per_second: () => ({ scale: 'linear', low: 0, format: formatCount }),
  data_wait: () => ({ scale: 'linear', low: 0, format: (value) => formatPercent(value, 1) })
}

function shareOf({ dSae }: RunConfig): (value: number) => string {
  return (value) => `${formatFixed((100 * value) / dSae, 1)} %`
}
