/** The histogram of vector norms: the bulk as bars, the median as a line, rows far outside in words. */
import type { ActivationSummary } from '../../../contract/records/inspection'
import { formatFixed, formatPlural } from '../../widgets/format'
import { Section } from '../../widgets/panel'
import { useWidth } from '../../widgets/use-width'
import { axisTicks, barBoxes } from './norm-histogram-layout'
import { normWords, tickWords } from './norm-words'
import styles from './pictures.module.css'

const height = 150
const plot = { top: 28, bottom: 126 }

export function NormHistogram({ activations }: { activations: ActivationSummary }) {
  const { norms, rows } = activations
  const { edges, counts } = norms.histogram
  const [frame, width] = useWidth()
  const [low, high] = [edges[0], edges[edges.length - 1]]
  const x = (value: number) => ((value - low) / (high - low || 1)) * width
  const bars = barBoxes(counts, width, plot.top, plot.bottom)
  const ticks = axisTicks(low, high)
  const tickTexts = tickWords(ticks)
  const medianX = x(norms.median)
  const isLate = medianX > width - 110
  return (
    <Section title="Vector norms" actions={`${formatPlural(rows, 'row')} · linear scale, ${binWords(edges)} per bin`}>
      <div ref={frame} className={styles.plot} style={{ height }}>
        <svg width={width} height={height} role="img" aria-label={spokenNorms(activations)}>
          {[plot.top + 2, (plot.top + plot.bottom) / 2].map((y) => (
            <line key={y} className={styles.gridLine} x1={0} x2={width} y1={y} y2={y} />
          ))}
          {bars.map((bar, index) => (
            <rect key={index} className={styles.bar} {...bar} />
          ))}
          <line className={styles.axis} x1={0} x2={width} y1={plot.bottom + 0.5} y2={plot.bottom + 0.5} />
          {ticks.map((tick, index) => (
            <g key={tick}>
              <line className={styles.axis} x1={x(tick)} x2={x(tick)} y1={plot.bottom} y2={plot.bottom + 4} />
              <text className={styles.axisText} x={x(tick)} y={plot.bottom + 17}>
                {tickTexts[index]}
              </text>
            </g>
          ))}
          <line className={styles.median} x1={medianX} x2={medianX} y1={10} y2={plot.bottom} />
          <text className={styles.medianText} x={medianX + (isLate ? -6 : 6)} y={18} textAnchor={isLate ? 'end' : 'start'}>
            median {normWords(norms.median)}
          </text>
        </svg>
        <Beyond activations={activations} />
      </div>
    </Section>
  )
}

/** Rows above the last edge: how many, and the norms of the first two. */
function Beyond({ activations }: { activations: ActivationSummary }) {
  const { norms, outliers } = activations
  if (norms.beyond === 0) return null
  const examples = outliers.rows.slice(0, 2).map((row) => normWords(row.norm, 0))
  const more = outliers.count > 2 ? ' …' : ''
  return (
    <p className={styles.beyond}>
      <strong>{formatPlural(norms.beyond, 'row')} beyond →</strong>
      {examples.length > 0 && (
        <span>
          {examples.join(' and ')}
          {more}
        </span>
      )}
    </p>
  )
}

function binWords(edges: readonly number[]): string {
  const step = edges.length > 1 ? edges[1] - edges[0] : 0
  return step >= 10 ? formatFixed(step, 0) : String(Number(step.toPrecision(2)))
}

function spokenNorms({ norms }: ActivationSummary): string {
  const range = `from ${normWords(norms.min)} to ${normWords(norms.max)}`
  return `Histogram of vector norms, median ${normWords(norms.median)}, ${range}, ${norms.beyond} rows beyond the axis`
}
