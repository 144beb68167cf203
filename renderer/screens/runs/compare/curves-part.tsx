/** The curves of all drawn runs over one axis: loss, L0, explained variance; as a table those of the active run. */
import { type ReactNode, useMemo } from 'react'
import type { Project } from '../../../../contract/records/project'
import type { Run } from '../../../../contract/records/run'
import { type Command, useCommands } from '../../../app/commands/commands'
import { client } from '../../../app/engine/client'
import { type ChartOutput, handOut, outputWays, outputWords } from '../../../app/output/chart-output'
import { OutputMenu } from '../../../app/output/output-menu'
import { Button } from '../../../widgets/button'
import { TrackChart } from '../../../widgets/track-chart/track-chart'
import { useChartRuns } from '../chart-runs'
import { filePoints } from '../metrics-csv'
import type { SeriesStore } from '../run-series'
import { isLive } from '../run-words'
import { tracksOf } from '../tracks'
import { useZoomDetail } from '../use-run-series'
import { viewCommands } from '../view-commands'
import styles from './compare.module.css'
import { changeCompare, useCompareView } from './compare-view'
import { curvesOutput } from './curves-output'

export interface CurvesPartProps {
  project: Project
  store: SeriesStore
  /** The active run first. */
  runs: Run[]
  /** What else can stand here. */
  choice: ReactNode
}

export function CurvesPart({ project, store, runs, choice }: CurvesPartProps) {
  const chart = useCompareView((view) => view.chart)
  const main = runs[0]
  useZoomDetail(
    store,
    runs.map((run) => run.id),
    chart
  )
  const chartRuns = useChartRuns(store, runs)
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the run only the configuration matters, and that never changes
  const tracks = useMemo(() => (main ? tracksOf(main, 'fvu', ['l0', 'explained_variance']) : []), [main?.id])
  const hasPoints = runs.some((run) => store.get(run.id).train.length > 0)
  const output = curvesOutput({
    name: `${project.name} curves`,
    runs: chartRuns,
    tracks,
    view: chart,
    measured: (run) => client().call('runs.metrics', { project: project.id, run, maxPoints: filePoints })
  })
  useCurvesCommands(
    hasPoints,
    tracks.map(({ id }) => id),
    output
  )
  return (
    <section className={styles.beside} aria-label="Curves">
      <div className={styles.partHead}>
        {choice}
        <span className={styles.detail}>{chart.isTable && main ? `values of ${main.name}` : ''}</span>
        {hasPoints && (
          <>
            <Button variant="quiet" size="small" command="curves.table" aria-pressed={chart.isTable}>
              {chart.isTable ? 'Chart' : 'Table'}
            </Button>
            <OutputMenu label="curves" output={output} />
          </>
        )}
      </div>
      {hasPoints ? (
        <TrackChart
          runs={chartRuns}
          tracks={tracks}
          marks={[]}
          view={chart}
          onView={(view) => changeCompare({ chart: view })}
          changed={store.changed}
          isLive={runs.some((run) => isLive(run.state))}
        />
      ) : (
        <p className={styles.hint}>Open the eye of a run with Space to draw its curves.</p>
      )}
    </section>
  )
}

const scope = 'runs'

/** The keys of the monitor's tracks, and the ways out. */
function useCurvesCommands(hasPoints: boolean, tracks: readonly string[], output: ChartOutput): void {
  const { chart } = useCompareView.getState()
  const ways = outputWays.map(
    (way): Command => ({
      id: `curves.${way}`,
      title: outputWords[way],
      detail: 'curves of the drawn runs',
      scope,
      run: () => void handOut(output, way)
    })
  )
  const change: Parameters<typeof viewCommands>[0]['change'] = (how) =>
    changeCompare({ chart: how(useCompareView.getState().chart) })
  const views = viewCommands({ scope, prefix: 'curves', what: 'Curves', tracks, isZoomed: chart.zoom !== null, change })
  useCommands([...views, ...ways].map((command) => ({ ...command, when: hasPoints && (command.when ?? true) })))
}
