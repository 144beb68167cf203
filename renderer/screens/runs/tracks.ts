/** The tracks of the training monitor: which metrics, on which axis, beside which target. */
import type { Run } from '../../../contract/records/run'
import { formatCount, formatFixed } from '../../widgets/format'
import { readingText, scientificText } from '../../widgets/line-series/tick-text'
import type { Track } from '../../widgets/track-chart/types'

/** What the first track shows. */
export const lossModes = ['fvu', 'loss', 'mse', 'parts'] as const
export type LossMode = (typeof lossModes)[number]

export const lossWords: Record<LossMode, string> = {
  fvu: 'fraction unexplained',
  loss: 'total loss',
  mse: 'squared error',
  parts: 'parts, stacked'
}

/** Tracks that can be added or left out; the loss is always there. */
export const optionalTracks = [
  'l0',
  'explained_variance',
  'dead',
  'l1',
  'learning_rate',
  'rows_per_second',
  'gradient_norm'
] as const
export type OptionalTrack = (typeof optionalTracks)[number]

export const trackWords: Record<OptionalTrack, string> = {
  l0: 'L0',
  explained_variance: 'explained variance',
  dead: 'dead features',
  l1: 'L1',
  learning_rate: 'learning rate',
  rows_per_second: 'rows per second',
  gradient_norm: 'gradient norm'
}

export const usualTracks: readonly OptionalTrack[] = ['l0', 'explained_variance', 'dead']

/** The tracks of a run in a fixed order, whatever order they were chosen in. */
export function tracksOf(run: Run, mode: LossMode, chosen: readonly OptionalTrack[]): Track[] {
  return [lossTrack(run, mode), ...optionalTracks.filter((id) => chosen.includes(id)).map((id) => optionalTrack(run, id))]
}

function lossTrack(run: Run, mode: LossMode): Track {
  const common = { id: 'loss', title: 'loss', scale: 'log' as const, weight: 1.5 }
  if (mode === 'parts') return { ...common, metric: 'loss', detail: 'parts', parts: lossParts(run) }
  const details = { fvu: 'fvu', loss: 'total', mse: 'mse' }
  return { ...common, metric: mode, detail: details[mode], validation: true }
}

/** From the bottom up. */
function lossParts(run: Run): { metric: string; label: string }[] {
  const second =
    run.config.architecture === 'topk' ? { metric: 'aux_loss', label: 'aux' } : { metric: 'sparsity_loss', label: 'sparsity' }
  return [{ metric: 'mse', label: 'mse' }, second]
}

function optionalTrack(run: Run, id: OptionalTrack): Track {
  const common = { id, title: trackWords[id], metric: id, weight: 1 }
  const { config } = run
  if (id === 'l0')
    return {
      ...common,
      scale: 'log',
      target: config.architecture === 'topk' ? config.k : undefined,
      validation: config.architecture !== 'topk',
      format: (value) => formatFixed(value, 1)
    }
  if (id === 'explained_variance')
    return { ...common, scale: 'linear', high: 1, validation: true, format: (value) => formatFixed(value, 3) }
  if (id === 'dead')
    return {
      ...common,
      weight: 0.85,
      scale: 'linear',
      low: 0,
      area: true,
      format: formatCount,
      remark: (value) => `${formatFixed((100 * value) / config.dSae, 1)} %`,
      note: `window ${formatCount(config.deadWindowSteps)} steps`
    }
  if (id === 'learning_rate') return { ...common, scale: 'linear', low: 0, format: scientificText, weight: 0.85 }
  if (id === 'rows_per_second') return { ...common, scale: 'linear', low: 0, format: formatCount, weight: 0.85 }
  return { ...common, scale: 'log', format: readingText, weight: 0.85 }
}
