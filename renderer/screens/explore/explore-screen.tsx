/**
 * Explore: all features of a run in a table that can be filtered, sorted and selected, with the evidence for the primary one.
 */
import { type CSSProperties, useEffect, useMemo, useRef, useState } from 'react'
import type { FeatureRow } from '../../../contract/records/feature'
import { useEvidenceView } from '../../app/features/evidence-view'
import { featureCitation } from '../../app/features/feature-citation'
import { setList, sortAfter, useListState } from '../../app/features/list-state'
import { WhenAnalyzed } from '../../app/features/need-analysis'
import { toggled, withRange } from '../../app/features/selection'
import { type FeatureOrder, useFeatureOrder } from '../../app/features/use-feature-order'
import { useFeaturePage, usePagesAhead } from '../../app/features/use-feature-page'
import { useFeatureRows } from '../../app/features/use-feature-rows'
import { useOwnPage } from '../../app/features/use-own-page'
import { usePins } from '../../app/features/use-pins'
import { useSomeFeature } from '../../app/features/use-some-feature'
import { mainRegion } from '../../app/layout/regions'
import { Screen } from '../../app/layout/screen'
import { useMedia } from '../../app/layout/use-media'
import { useStatusItems } from '../../app/layout/view'
import { sourceOf, sourceWords } from '../../app/numbers/figure'
import { useProject, useRun } from '../../app/project/current'
import { navigate, replacePlace, useSession } from '../../app/session'
import { Button } from '../../widgets/button'
import { activationDecimals } from '../../widgets/concordance/layout'
import { Empty } from '../../widgets/empty'
import { Skeleton } from '../../widgets/skeleton'
import { scaleWords } from '../../widgets/token-strip/color'
import type { TableHandle } from '../../widgets/virtual-table/types'
import { VirtualTable } from '../../widgets/virtual-table/virtual-table'
import { useChosenColumns } from './chosen-columns'
import { featureColumns, leastWidth } from './columns'
import { EvidencePanel } from './evidence-panel'
import styles from './explore-screen.module.css'
import { FilterBar } from './filter-bar'
import { MapPart } from './map/map-part'
import { ExploreSidebar } from './sidebar'
import { useExploreCommands } from './use-explore-commands'

export function ExploreScreen() {
  return (
    <WhenAnalyzed scope="table">
      <FeatureList />
    </WhenAnalyzed>
  )
}

function FeatureList() {
  const { project, feature } = useSession()
  const run = useRun()
  const place = { project, run: run?.id }
  const order = useFeatureOrder({ ...place, feature })
  const rows = useFeatureRows(place, order.ids)
  const query = useFeaturePage(place, feature)
  const { page } = useOwnPage(place, query.data)
  const selected = useListState((list) => list.selected)
  const table = useRef<TableHandle>(null)
  const filter = useRef<HTMLInputElement>(null)
  const readOnly = useProject()?.readOnly ?? false
  useSomeFeature(order)
  const cite = page && (() => featureCitation(page, sourceOf(run, page.rows)))
  useExploreCommands({ place, order, rows, primary: feature, table, filter, readOnly, pins: usePins(place), cite })
  usePagesAhead(place, ahead(order), query.data !== undefined && !query.isPlaceholderData)
  const wide = useMedia('(min-width: 1900px)')
  const scale = useEvidenceView((view) => view.scale)
  useStatusItems({ selection: selected.size > 0 ? `${selected.size} selected` : '', scale: `Scale: ${scaleWords(scale)}` })
  return (
    <Screen
      scope="table"
      sidebar={<ExploreSidebar place={place} />}
      sidebarWidth={200}
      sidebarLabel="Views"
      panel={
        feature === null ? undefined : (
          <>
            <MapPart
              place={place}
              order={order}
              primary={feature}
              name={`${feature} ${page?.feature === feature ? page.label : ''}`}
            />
            <EvidencePanel page={page} source={sourceOf(run, page?.rows ?? 0)} selected={selected.size} error={query.error} />
          </>
        )
      }
      panelWidth={wide ? 640 : 428}
      panelLabel="Evidence"
      mainLabel="Features"
    >
      <FilterBar
        project={project}
        input={filter}
        error={order.error}
        found={order.ids.length}
        total={order.total}
        selected={selected.size}
        onLeave={() => (table.current ?? mainRegion())?.focus()}
      />
      <Table order={order} rows={rows} table={table} />
    </Screen>
  )
}

interface TableProps {
  order: FeatureOrder
  rows: ReturnType<typeof useFeatureRows>
  table: React.RefObject<TableHandle | null>
}

function Table({ order, rows, table }: TableProps) {
  const list = useListState()
  const narrow = useMedia('(max-width: 1339px)')
  const { decimals, bare } = useColumnFacts(rows, order)
  const run = useRun()
  const source = sourceWords(sourceOf(run, run?.analysis?.rows ?? 0))
  const further = useChosenColumns(({ keys }) => keys)
  const columns = useMemo(
    () => featureColumns({ decimals, narrow, bare, further, source }),
    [decimals, narrow, bare, further, source]
  )
  const choose = (index: number, how: { toggle: boolean; range: boolean }) => {
    const feature = order.ids[index]
    if (feature === undefined) return
    if (how.range) useListState.setState(withRange({ ...list, anchor: list.anchor ?? order.ids[order.index] }, order.ids, index))
    else if (how.toggle) useListState.setState(toggled(list, feature))
    else useListState.setState({ selected: new Set(), anchor: feature })
    replacePlace({ feature })
  }
  if (order.ids.length === 0) return <NothingFound order={order} />
  return (
    <div className={styles.table} style={{ '--least': `${leastWidth(further)}px` } as CSSProperties}>
      <VirtualTable<FeatureRow>
        ref={table}
        label="Features"
        columns={columns}
        rows={order.ids.length}
        rowAt={rows.rowAt}
        active={order.index}
        isSelected={(index) => index === order.index || list.selected.has(order.ids[index] ?? -1)}
        sort={{ column: list.sort, descending: list.descending }}
        onSort={(column) => setList(sortAfter(list, column as typeof list.sort))}
        onChoose={choose}
        onOpen={(index) => navigate('feature', { feature: order.ids[index] ?? null })}
        onView={rows.want}
      />
    </div>
  )
}

function NothingFound({ order }: { order: FeatureOrder }) {
  if (order.error) return null
  if (order.isPending)
    return (
      <div className={styles.waiting}>
        <Skeleton rows={16} rowHeight={28} />
      </div>
    )
  const all = () => setList({ filter: '', statuses: undefined })
  return (
    <Empty title="No feature matches" actions={<Button onClick={all}>Show all features</Button>}>
      The filter and the chosen state leave nothing over.
    </Empty>
  )
}

/** The three features after the primary one. */
function ahead({ ids, index }: FeatureOrder): (number | undefined)[] {
  return index < 0 ? [] : [ids[index + 1], ids[index + 2], ids[index + 3]]
}

/**
 * What the columns need to know of the rows: decimals by the largest activation seen so far, so that they do not change while
 * one scrolls, and whether any row has text before its peak.
 */
function useColumnFacts(rows: TableProps['rows'], order: FeatureOrder): { decimals: number; bare: boolean } {
  const [largest, setLargest] = useState(0)
  const first = Array.from({ length: Math.min(60, order.ids.length) }, (_, index) => rows.rowAt(index)).filter(
    (row) => row !== undefined
  )
  const max = Math.max(largest, ...first.map((row) => row.max))
  useEffect(() => {
    if (max > largest) setLargest(max)
  }, [max, largest])
  const bare = first.length > 0 && first.every((row) => !row.peak?.before)
  return { decimals: activationDecimals(max), bare }
}
