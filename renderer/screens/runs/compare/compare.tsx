/** All runs of a project: the plane of sparsity against reconstruction, curves or differences beside it, the table below. */
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { Run } from '../../../../contract/records/run'
import type { RunGroup } from '../../../../contract/records/run-group'
import { useAct, useCall } from '../../../app/engine/queries'
import { Screen } from '../../../app/layout/screen'
import { replacePlace, useSession } from '../../../app/session'
import { formatPlural } from '../../../widgets/format'
import { Segment } from '../../../widgets/segment'
import { useWidth } from '../../../widgets/use-width'
import type { TableHandle } from '../../../widgets/virtual-table/types'
import { VirtualTable } from '../../../widgets/virtual-table/virtual-table'
import type { RunsPlace } from '../runs-place'
import { showRun, useRunsView } from '../runs-view'
import { usePreload } from '../use-run-series'
import styles from './compare.module.css'
import { useCompareCommands } from './compare-commands'
import { CompareHead } from './compare-head'
import { compareOutput } from './compare-output'
import { changeCompare, sortBy, toggleSelected, useCompareView } from './compare-view'
import { CurvesPart } from './curves-part'
import { DetailsDialog } from './details-dialog'
import { Differences } from './differences'
import { measuresTraining, useMeasured } from './measured'
import { PlanePart } from './plane-part'
import { planePoints, trailOf } from './plane-points'
import { filterRuns, type RunColumn, runColumns, sortRuns } from './run-list'
import { tableColumns } from './table-columns'
import { useFirstEyes } from './use-first-eyes'

const noGroups: RunGroup[] = []

export function Compare(place: RunsPlace) {
  const { project, store, actions } = place
  const view = useCompareView()
  const eyes = useRunsView((runsView) => runsView.eyes)
  const isTraining = measuresTraining(project.datasets)
  const runs = useMeasured(store, place.runs, eyes, isTraining)
  const table = useRef<TableHandle>(null)
  const filter = useRef<HTMLInputElement>(null)
  const [upper, width] = useWidth()
  const [details, setDetails] = useState<'tags' | 'note' | null>(null)
  const { data: groups = noGroups } = useCall('runs.groups', { project: project.id })
  const listed = useMemo(
    () => sortRuns(filterRuns(runs, view.filter, view.isArchive, groups), view.sort.column, view.sort.descending),
    [runs, view.filter, view.isArchive, view.sort, groups]
  )
  useFirstEyes(runs)
  useEffect(() => table.current?.focus(), [])
  const drawn = listed.filter((run) => eyes.includes(run.id))
  usePreload(
    store,
    drawn.map((run) => run.id)
  )
  const isDrawn = (run: Run) => eyes.includes(run.id)
  const chosen = useSession((session) => session.run)
  const active = listed.find((run) => run.id === chosen) ?? listed[0]
  const selected = view.selected.flatMap((id) => runs.find((run) => run.id === id) ?? [])
  const points = planePoints(listed, (run) => isDrawn(run) || view.selected.includes(run.id))
  const trails = useTrails(place, drawn)
  const output = compareOutput(`${project.name} runs`, listed, points, trails)
  const stopGroup = useAct('runs.stopGroup')
  const resumeGroup = useAct('runs.resumeGroup')
  useCompareCommands({
    listed,
    active,
    actions,
    output,
    pageRows: () => table.current?.pageRows() ?? 10,
    focusFilter: () => filter.current?.focus(),
    writeDetails: setDetails,
    stopGroup: (group) => stopGroup.mutate({ project: project.id, group }),
    resumeGroup: (group) => resumeGroup.mutate({ project: project.id, group })
  })
  const columns = tableColumns({
    runs: listed,
    isDrawn,
    baseline: runs.find((run) => run.id === view.baseline),
    isDifferences: view.isDifferences,
    width
  })
  return (
    <Screen
      scope="runs"
      mainLabel="Runs"
      head={
        <CompareHead
          counts={[
            formatPlural(listed.length, 'run'),
            `${drawn.length} shown`,
            selected.length > 0 && `${selected.length} selected`
          ]}
          filter={filter}
          onLeave={() => table.current?.focus()}
          archived={runs.filter((run) => run.archived).length}
        />
      }
    >
      <div ref={upper} className={styles.upper}>
        <PlanePart
          {...{ points, trails, output, isTraining }}
          selected={view.selected}
          active={active?.id}
          onPick={(id, isToggled) => {
            if (isToggled) toggleSelected(id)
            replacePlace({ run: id })
          }}
        />
        {view.pane === 'curves' ? (
          <CurvesPart project={project} store={store} runs={activeFirst(drawn, active)} choice={<PaneChoice />} />
        ) : (
          <section className={styles.beside} aria-label="Differences of the selected runs">
            <div className={styles.partHead}>
              <PaneChoice />
            </div>
            <Differences runs={selected} all={runs} />
          </section>
        )}
      </div>
      <VirtualTable
        ref={table}
        label="Runs"
        columns={columns}
        rows={listed.length}
        rowAt={(index) => listed[index]}
        active={active ? listed.indexOf(active) : -1}
        isSelected={(index) => view.selected.includes(listed[index]?.id ?? '')}
        sort={view.sort}
        onSort={(column) => isRunColumn(column) && sortBy(column)}
        onChoose={(index, { toggle, range }) => {
          const run = listed[index]
          if (!run) return
          if (toggle || range) toggleSelected(run.id)
          replacePlace({ run: run.id })
        }}
        onOpen={(index) => listed[index] && showRun(listed[index].id)}
      />
      {details && active && <DetailsDialog run={active} focus={details} actions={actions} onClose={() => setDetails(null)} />}
    </Screen>
  )
}

function PaneChoice() {
  const pane = useCompareView((view) => view.pane)
  return (
    <Segment
      label="Beside the plane"
      value={pane}
      onChange={(chosen) => changeCompare({ pane: chosen })}
      options={[
        { value: 'curves', label: 'Curves' },
        { value: 'differences', label: 'Differences' }
      ]}
    />
  )
}

/** Trails of the drawn runs, anew when a validation came. */
function useTrails({ store }: RunsPlace, drawn: readonly Run[]) {
  const lengths = useSyncExternalStore(store.changed, () => drawn.map((run) => store.get(run.id).validation.length).join())
  // biome-ignore lint/correctness/useExhaustiveDependencies: the lengths say that there are new points
  return useMemo(
    () => drawn.flatMap((run) => trailOf(run, store.get(run.id).validation) ?? []),
    [store, lengths, drawn.map((run) => run.id).join()]
  )
}

function activeFirst(runs: Run[], active: Run | undefined): Run[] {
  return active && runs.includes(active) ? [active, ...runs.filter((run) => run !== active)] : runs
}

function isRunColumn(column: string): column is RunColumn {
  return (runColumns as readonly string[]).includes(column)
}
