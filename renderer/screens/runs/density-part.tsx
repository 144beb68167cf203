/** How dense the features are at the marker, as a histogram or its numbers. */
import { useState } from 'react'
import type { DensityHistogram } from '../../../contract/records/metrics'
import type { Run } from '../../../contract/records/run'
import type { ChartOutput } from '../../app/output/chart-output'
import { OutputMenu } from '../../app/output/output-menu'
import { Button } from '../../widgets/button'
import { DensityChart } from '../../widgets/density-chart/density-chart'
import { densityPicture, densityRows, densityText } from '../../widgets/density-chart/density-shapes'
import { formatCount } from '../../widgets/format'
import { scientificText } from '../../widgets/line-series/tick-text'
import { PlainTable } from '../../widgets/plain-table'
import { themeColors } from '../../widgets/theme-colors'
import { densityAt, earlierDensity, rareAndDense } from './densities'
import { FootPart } from './foot-part'
import type { MonitorFootProps } from './monitor-foot'
import { isLive } from './run-words'
import styles from './runs.module.css'

export function DensityPart({ run, series, marker }: MonitorFootProps) {
  const [isTable, setTable] = useState(false)
  const density = densityAt(series.density, marker)
  if (!density) {
    const words = isLive(run.state) ? 'It appears with the first full measurement.' : 'None was recorded.'
    return (
      <FootPart title="Feature density" detail="">
        <p className={styles.quiet}>{words}</p>
      </FootPart>
    )
  }
  const earlier = earlierDensity(series.density, density)
  const actions = (
    <span className={styles.footActions}>
      <Button variant="quiet" size="small" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
        {isTable ? 'Chart' : 'Table'}
      </Button>
      <OutputMenu label="feature density" output={densityOutput(run, density)} />
    </span>
  )
  return (
    <FootPart
      title="Feature density"
      detail={<Words density={density} earlier={isTable ? undefined : earlier} />}
      actions={actions}
    >
      {isTable ? (
        <DensityTable density={density} />
      ) : (
        <div className={styles.densityPlot}>
          <DensityChart density={density} earlier={earlier} slot={run.slot} remark={rareAndDenseText(density)} />
        </div>
      )}
    </FootPart>
  )
}

function rareAndDenseText(density: DensityHistogram): string {
  const { rare, dense } = rareAndDense(density)
  return [rare > 0 && `${formatCount(rare)} below 1e-4`, dense > 0 && `${formatCount(dense)} over 0.1`].filter(Boolean).join(', ')
}

function Words({ density, earlier }: { density: DensityHistogram; earlier: DensityHistogram | undefined }) {
  return (
    <>
      step {formatCount(density.step)}
      {earlier && <span className={styles.wideOnly}>; dashes: {formatCount(earlier.step)}</span>}
    </>
  )
}

function densityOutput(run: Run, density: DensityHistogram): ChartOutput {
  const name = `${run.name} feature density step ${density.step}`
  return {
    name,
    text: () => ({ text: densityText(density, '\t'), rows: densityRows(density).length }),
    csv: async () => densityText(density, ','),
    picture: () => densityPicture({ title: `${run.name}, feature density`, density, slot: run.slot, colors: themeColors() })
  }
}

/** The bins that count something, the densest last. */
function DensityTable({ density }: { density: DensityHistogram }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling part has to be reachable by keyboard
    <section className={styles.validation} aria-label="Feature density as numbers" tabIndex={0}>
      <PlainTable numbers className={styles.validationTable}>
        <thead>
          <tr>
            <th scope="col">from</th>
            <th scope="col">to</th>
            <th scope="col">features</th>
          </tr>
        </thead>
        <tbody>
          {densityRows(density)
            .filter((row) => row.features > 0)
            .map((row) => (
              <tr key={row.from}>
                <td>{row.to === 0 ? 'never fired' : scientificText(row.from)}</td>
                <td>{row.to === 0 ? '' : scientificText(row.to)}</td>
                <td>{formatCount(row.features)}</td>
              </tr>
            ))}
        </tbody>
      </PlainTable>
    </section>
  )
}
