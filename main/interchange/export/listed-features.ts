/** The features of an export as they pass: all are counted, those of the scope go on. */
import { LoupeError } from '../../../contract/wire/errors'
import { type ExportFeature, isListed } from '../labels/entry'
import { countFeature, type LabelCounts } from './label-counts'
import type { ExportMaterial } from './material'

/** Throws cancelled, and internal when a feature is missing or out of order. `see` is told of every feature, listed or not. */
export async function* listedFeatures(
  material: ExportMaterial,
  counts: LabelCounts,
  see: (feature: ExportFeature) => void = () => undefined
): AsyncGenerator<ExportFeature> {
  const { dSae } = material.dictionary
  for await (const feature of material.features) {
    if (feature.feature !== counts.total) throw outOfOrder(counts.total)
    const listed = isListed(feature, material.scope)
    countFeature(counts, feature, listed)
    see(feature)
    if (counts.total % 64 === 0) tell(material, counts.total)
    if (listed) yield feature
  }
  if (counts.total !== dSae) throw outOfOrder(counts.total)
}

function tell(material: ExportMaterial, done: number): void {
  material.signal.throwIfAborted()
  material.onProgress({ done, total: material.dictionary.dSae, unit: 'features', note: 'Writing features' })
}

function outOfOrder(feature: number): LoupeError {
  return new LoupeError('internal', `The export was not given feature ${feature}; every feature must come once, in order.`)
}
