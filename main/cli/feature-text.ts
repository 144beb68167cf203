/** The evidence of a feature as text: its histogram, and all examples as the feature page shows them. */

import type { Histogram } from '../../contract/records/basics'
import type { Example, FeaturePage, IntervalExamples } from '../../contract/records/feature'
import { counted, percent, short } from './numbers'
import { aroundToken } from './token-text'

export function evidenceLines({ activeRows, histogram, examples, problem }: FeaturePage): string[] {
  if (activeRows === 0) return ['It fires on no row.']
  return [
    ...(problem ? [`Without contexts: ${problem.message}`, ...(problem.hint ? [`  ${problem.hint}`] : [])] : []),
    ...histogramLines(histogram),
    'Top examples',
    ...examples.top.map(exampleLine),
    'Random examples',
    ...examples.random.map(exampleLine),
    ...examples.intervals.toReversed().flatMap(intervalLines)
  ]
}

const bars = ' ▁▂▃▄▅▆▇█'

/** The counts as a line of bars; a bin that holds anything has one. */
export function histogramLines({ edges, counts }: Histogram): string[] {
  const most = Math.max(...counts, 1)
  const bar = (bin: number) => bars[Math.ceil((bin / most) * (bars.length - 1))]
  return [
    `Activations ${short(edges[0])} |${counts.map(bar).join('')}| ${short(edges.at(-1))}, at most ${counted(most, 'row')} a bin`
  ]
}

function intervalLines({ interval, from, to, share, examples }: IntervalExamples): string[] {
  if (examples.length === 0) return []
  return [`Interval ${interval}: (${short(from)}, ${short(to)}], ${percent(share)} of its rows`, ...examples.map(exampleLine)]
}

/** The activation, the text around the peak, and where it is from. */
export function exampleLine({ tokens, peak, value, source }: Example): string {
  const [before, after] = [tokens.slice(0, peak), tokens.slice(peak + 1)].map((part) => part.join(''))
  return `${value.toFixed(2).padStart(8)}  ${aroundToken(before, tokens[peak] ?? '', after)}  ${source}`
}
