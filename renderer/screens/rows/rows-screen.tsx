/**
 * One row explained: the features that fire on it with their share in the reconstruction, what the reconstruction misses,
 * rows like it; features can be silenced or changed, and the reconstruction is seen to move.
 */
import { useMemo, useState } from 'react'
import { useCall } from '../../app/engine/queries'
import { WhenAnalyzed } from '../../app/features/need-analysis'
import type { RunIds } from '../../app/features/use-feature-order'
import { Screen } from '../../app/layout/screen'
import { useStatusItems } from '../../app/layout/view'
import { useProject, useRun } from '../../app/project/current'
import { useSession } from '../../app/session'
import { StudyList } from '../../app/studies/study-list'
import { Empty, Failed } from '../../widgets/empty'
import { formatCount } from '../../widgets/format'
import { Skeleton } from '../../widgets/skeleton'
import { changeList, noChanges, type RowChanges } from './changes'
import { RowFeatures } from './row-features'
import { rowSource } from './row-figures'
import { RowHead } from './row-head'
import { rowOutput } from './row-output'
import { RowPanel } from './row-panel'
import { RowSearch } from './row-search'
import { useRowCommands } from './use-row-commands'

export const scope = 'row'

export function RowsScreen() {
  return (
    <WhenAnalyzed scope={scope}>
      <Rows />
    </WhenAnalyzed>
  )
}

function Rows() {
  const project = useProject()
  const run = useRun()
  const row = useSession((session) => session.row ?? null)
  const place: RunIds = { project: project?.id ?? null, run: run?.id }
  const [stored, setStored] = useState<{ row: number | null; changes: RowChanges }>({ row, changes: noChanges })
  const changes = stored.row === row ? stored.changes : noChanges
  const [wanted, setActive] = useState(0)
  const query = useExplanation(place, row, changes)
  const found = query.data?.context.row === row ? query.data : undefined
  const active = Math.min(wanted, (found?.features.length ?? 0) - 1)
  const change = (next: RowChanges) => setStored({ row, changes: next })
  const rows = project?.datasets.find(({ id }) => id === run?.dataset)?.rows ?? 0
  const source = found ? rowSource(found, run) : ''
  const output = found && rowOutput({ place, run: run?.name ?? '', explanation: found, changes })
  useRowCommands({ row, rows, explanation: found, source, output, active, setActive, changes, change })
  useStatusItems({ selection: row === null ? '' : `Row ${formatCount(row)} of ${formatCount(rows)}` })
  return (
    <Screen
      scope={scope}
      head={<RowHead run={run?.id ?? ''} explanation={found} changed={changes.size} output={output} />}
      sidebar={
        <>
          <StudyList />
          <RowSearch place={place} dataset={run?.dataset} rows={rows} />
        </>
      }
      sidebarWidth={232}
      sidebarLabel="Explore"
      panel={found && <RowPanel place={place} explanation={found} source={source} />}
      panelWidth={360}
      panelLabel="Reconstruction"
      mainLabel="Features"
    >
      {row === null ? (
        <NoRow />
      ) : query.error ? (
        <Failed error={query.error} />
      ) : found ? (
        <RowFeatures explanation={found} source={source} changes={changes} active={active} onActive={setActive} />
      ) : (
        <Skeleton rows={14} rowHeight={28} />
      )}
    </Screen>
  )
}

function useExplanation({ project, run }: RunIds, row: number | null, changes: RowChanges) {
  const list = useMemo(() => changeList(changes), [changes])
  const enabled = Boolean(project && run) && row !== null
  const params = { project: project ?? '', run: run ?? '', row: row ?? 0, changes: list, context: 40 }
  return useCall('rows.explain', params, { enabled, keepPrevious: true })
}

function NoRow() {
  return (
    <Empty title="No row chosen yet">
      Type a row number or a text at the left; or press I on an example of a feature, Enter on an anomaly.
    </Empty>
  )
}
