/** How features fire: too many never, almost never, or nearly always; or almost none at all. */
import type { RunConfig } from '../../../contract/records/run'
import type { FiringCounts } from '../firing'
import { type Alerts, type HealthMemory, warnOnce } from './memory'
import { haveFeaturesSettled, isSettled } from './settled'

/** A share of features worth a word, and not just a few of a tiny dictionary. */
const deadShare = 0.3
const denseShare = 0.05
const rareShare = 0.5
const fewFeatures = 20
const silentL0 = 1
/** Where the average feature fires on more rows than this, dense ones are what was asked for. */
const sparseL0Share = 0.05

const helps: Record<RunConfig['architecture'], { fewer: string; more: string }> = {
  topk: { fewer: 'lower k', more: 'a larger k' },
  batchtopk: { fewer: 'lower k', more: 'a larger k' },
  matryoshka: { fewer: 'lower k', more: 'a larger k' },
  jumprelu: { fewer: 'a lower target L0 or a higher sparsity coefficient', more: 'a lower sparsity coefficient' },
  gated: { fewer: 'a higher sparsity coefficient', more: 'a lower sparsity coefficient' },
  'relu-l1': { fewer: 'a higher L1 coefficient', more: 'a lower L1 coefficient' },
  'relu-l1-2023': { fewer: 'a higher L1 coefficient', more: 'a lower L1 coefficient' },
  kl: { fewer: 'a lower target rate', more: 'a lower sparsity coefficient' },
  'p-anneal': { fewer: 'a higher sparsity coefficient', more: 'a lower sparsity coefficient' }
}

/** What is seen of the features after a step. */
type Features = FiringCounts & { step: number; dead: number }

export function watchFeatures(memory: HealthMemory, config: RunConfig, features: Features, alerts: Alerts): void {
  watchDead(memory, config, features, alerts)
  if (haveFeaturesSettled(memory, config, features.step)) watchDensity(memory, config, features, alerts)
  if (isSettled(memory, config, features.step)) watchSilence(memory, config, features.step, alerts)
}

function watchDead(memory: HealthMemory, config: RunConfig, { step, dead }: Features, alerts: Alerts): void {
  const { dSae, deadWindowSteps, architecture } = config
  if (!isMany(dead, deadShare, config)) return
  warnOnce(memory, 'warnedDead', alerts, () => ({
    step,
    title: 'Many dead features',
    detail: `${dead} of ${dSae} features fired on no row of the last ${deadWindowSteps} steps. A lower learning rate, fewer features or ${helps[architecture].more} help.`
  }))
}

function watchDensity(memory: HealthMemory, config: RunConfig, { step, dense, rare = 0 }: Features, alerts: Alerts): void {
  const { dSae, deadWindowSteps, architecture } = config
  if (isMany(dense, denseShare, config) && memory.averageL0 < sparseL0Share * dSae) {
    warnOnce(memory, 'warnedDense', alerts, () => ({
      step,
      title: 'Many dense features',
      detail: `${dense} of ${dSae} features fire on more than a tenth of the rows: they say little about any one of them. ${sentence(helps[architecture].fewer)} or a lower learning rate helps.`
    }))
  }
  if (!isMany(rare, rareShare, config)) return
  warnOnce(memory, 'warnedRare', alerts, () => ({
    step,
    title: 'Many features that almost never fire',
    detail: `${rare} of ${dSae} features fired on fewer than one of 10,000 rows in the last ${deadWindowSteps} steps. Fewer features, more rows or ${helps[architecture].more} help.`
  }))
}

function watchSilence(memory: HealthMemory, { architecture, k }: RunConfig, step: number, alerts: Alerts): void {
  if (memory.averageL0 >= Math.min(silentL0, k ?? silentL0)) return
  warnOnce(memory, 'warnedSilent', alerts, () => ({
    step,
    title: 'Almost nothing fires',
    detail: `On average ${memory.averageL0.toFixed(2)} features are active per row. ${sentence(helps[architecture].more)} helps.`
  }))
}

function isMany(count: number, share: number, { dSae }: RunConfig): boolean {
  return count > Math.max(share * dSae, fewFeatures)
}

function sentence(words: string): string {
  return words[0].toUpperCase() + words.slice(1)
}
