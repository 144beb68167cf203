/** Features as the one-file viewer shows them: numbers with the digits that are shown, so that a thousand fit into a few MB. */

import type { ExportScope } from '../../../../contract/records/export'
import type { Example } from '../../../../contract/records/feature'
import type { ViewerExample, ViewerFeature } from '../../../../contract/records/viewer'
import type { ExportFeature } from '../../labels/entry'

const shown = { top: 8, perInterval: 1, neighbors: 5 } as const

export function viewerFeature(given: ExportFeature, scope: ExportScope, means?: number[][]): ViewerFeature {
  const { label, facts, histogram, neighbors } = given
  const { examples, intervals } = scope.examples ? given : { examples: undefined, intervals: undefined }
  return {
    id: given.feature,
    label: label.label,
    status: label.status,
    confidence: label.confidence,
    tags: label.tags,
    notes: scope.notes ? label.notes : '',
    ...(facts
      ? {
          facts: {
            density: short(facts.density),
            rows: facts.activeRows,
            mean: short(facts.mean),
            max: short(facts.max),
            mass: short(facts.mass),
            nearest: short(facts.nearestCosine)
          }
        }
      : {}),
    ...(histogram && facts?.activeRows ? { histogram: histogram.counts } : {}),
    ...(neighbors
      ? {
          neighbors: neighbors.slice(0, shown.neighbors).map(({ feature, cosine }): [number, number] => [feature, short(cosine)])
        }
      : {}),
    ...(examples ? { top: examples.slice(0, shown.top).map(viewerExample) } : {}),
    ...(intervals ? { intervals: intervalsOf(intervals) } : {}),
    ...(means ? { means: means.map((values) => values.map(short)) } : {})
  }
}

function intervalsOf(intervals: NonNullable<ExportFeature['intervals']>): NonNullable<ViewerFeature['intervals']> {
  return [...intervals]
    .reverse()
    .filter(({ examples }) => examples.length > 0)
    .map(({ from, to, share, examples }) => ({
      from: short(from),
      to: short(to),
      share: short(share),
      examples: examples.slice(0, shown.perInterval).map(viewerExample)
    }))
}

function viewerExample({ source, value, peak, tokens, values }: Example): ViewerExample {
  const active = values.flatMap((activation, at) => (activation > 0 ? [at, short(activation)] : []))
  return [source, short(value), peak, tokens, active]
}

/** Four significant digits. */
function short(value: number): number {
  return Number(value.toPrecision(4))
}
