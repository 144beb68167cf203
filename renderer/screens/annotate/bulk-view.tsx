/** Many features of the queue at once: a table with a selection, and what is said of all that are selected. */
import { useEffect, useMemo, useRef } from 'react'
import type { FeatureRow } from '../../../contract/records/feature'
import { useFeatureRows } from '../../app/features/use-feature-rows'
import { useUndoHere } from '../../app/features/use-undo-here'
import { mainRegion } from '../../app/layout/regions'
import { Screen } from '../../app/layout/screen'
import { useStatusItems } from '../../app/layout/view'
import { useProject, useRun } from '../../app/project/current'
import { useSession } from '../../app/session'
import { Button } from '../../widgets/button'
import { Empty, Failed } from '../../widgets/empty'
import { formatCount, formatPlural } from '../../widgets/format'
import { Head } from '../../widgets/head'
import { KeyedWords } from '../../widgets/key-hint/keyed-words'
import { Skeleton } from '../../widgets/skeleton'
import type { TableHandle } from '../../widgets/virtual-table/types'
import { VirtualTable } from '../../widgets/virtual-table/virtual-table'
import { bulkColumns } from './bulk-columns'
import { BulkForm } from './bulk-form'
import { selectTo, startBulkOf, toggleAt, useBulk } from './bulk-state'
import styles from './bulk-view.module.css'
import type { Queue } from './queue'
import { QueueFilter, QueueOrderChoice } from './queue-choices'
import { moveTo, moveToFeature, remember, useQueueState } from './queue-state'
import { useBulkCommands } from './use-bulk-commands'
import { useQueue } from './use-queue'

const noIds = new Uint32Array()

export function BulkView() {
  const project = useSession((session) => session.project)
  const run = useRun()
  const place = { project, run: run?.id }
  const readOnly = useProject()?.readOnly ?? false
  const { queue, error } = useQueue(place)
  const { selected } = useBulk()
  const [table, filter, label, tag] = [
    useRef<TableHandle>(null),
    useRef<HTMLInputElement>(null),
    useRef<HTMLInputElement>(null),
    useRef<HTMLInputElement>(null)
  ]
  const features = selected.size > 0 ? [...selected] : activeOf(queue)
  useEffect(() => {
    if (run) startBulkOf(run.id)
  }, [run])
  useUndoHere(place, undefined, moveToFeature)
  useBulkCommands({ place, queue, features, table, filter, label, tag, readOnly })
  useStatusItems({ selection: selected.size > 0 ? `${formatCount(selected.size)} selected` : '' })
  return (
    <Screen
      scope="bulk"
      head={
        <Head
          title="Many at once"
          detail={queue && formatPlural(queue.ids.length, 'feature')}
          actions={
            <>
              <QueueOrderChoice place={place} />
              <Button command="bulk.focus">One at a time</Button>
            </>
          }
        />
      }
      panel={<BulkForm place={place} features={features} label={label} tag={tag} readOnly={readOnly} />}
      panelWidth={328}
      panelLabel="Change"
      mainLabel="Features"
    >
      <QueueFilter place={place} error={error} filter={filter} command="bulk.filter" />
      <Counts selected={selected.size} />
      {queue ? <Table place={place} queue={queue} table={table} /> : <Waiting error={error} />}
    </Screen>
  )
}

function activeOf(queue: Queue | undefined): number[] {
  const feature = queue?.ids[queue.position]
  return feature === undefined ? [] : [feature]
}

function Counts({ selected }: { selected: number }) {
  return (
    <div className={styles.counts}>
      <span className={selected > 0 ? styles.selected : undefined}>{formatCount(selected)} selected</span>
      <KeyedWords words="select" command="bulk.select" />
      <KeyedWords words="up to here" command="bulk.selectRange" />
      <KeyedWords words="all" command="bulk.selectAll" />
      <KeyedWords words="none" command="bulk.selectNothing" />
    </div>
  )
}

interface TableProps {
  place: { project: string | null; run: string | undefined }
  queue: Queue
  table: React.RefObject<TableHandle | null>
}

function Table({ place, queue, table }: TableProps) {
  const { selected } = useBulk()
  const rows = useFeatureRows(place, queue.ids ?? noIds)
  const columns = useMemo(() => bulkColumns((feature) => selected.has(feature)), [selected])
  const isEmpty = queue.ids.length === 0
  useEffect(() => {
    if (!isEmpty && document.activeElement === mainRegion()) table.current?.focus()
  }, [isEmpty, table])
  if (isEmpty)
    return (
      <Empty
        title="No feature is in the queue"
        actions={<Button onClick={() => place.run && remember(place.run, { filter: '' })}>Without the filter</Button>}
      >
        A filter that names states, as status:labeled does, finds features with an answer too.
      </Empty>
    )
  return (
    <div className={styles.table}>
      <VirtualTable<FeatureRow>
        ref={table}
        label="Features of the queue"
        columns={columns}
        rows={queue.ids.length}
        rowAt={rows.rowAt}
        active={queue.position}
        isSelected={(index) => selected.has(queue.ids[index] ?? -1)}
        onChoose={(index, how) => {
          if (how.range) selectTo(queue.ids, index)
          else if (how.toggle) toggleAt(queue.ids, index)
          moveTo(index)
        }}
        onOpen={(index) => {
          moveTo(index)
          useQueueState.setState({ mode: 'focus' })
        }}
        onView={rows.want}
      />
    </div>
  )
}

function Waiting({ error }: { error: unknown }) {
  if (error) return <Failed error={error} />
  return (
    <div className={styles.waiting}>
      <Skeleton rows={16} rowHeight={28} />
    </div>
  )
}
