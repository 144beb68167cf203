/** One layer of the pattern table: features (or numbers of the input) as rows, or turned, with the patterns as rows. */
import { useCallback } from 'react'
import type { PatternsAnswer } from '../../../contract/records/studies/patterns'
import type { RunIds } from '../../app/features/use-feature-order'
import { useFeatureRows } from '../../app/features/use-feature-rows'
import { navigate } from '../../app/session'
import { activationDecimals } from '../../widgets/concordance/layout'
import { formatCount } from '../../widgets/format'
import { HeatTable } from '../../widgets/heat-table/heat-table'
import type { HeatCell, HeatRange } from '../../widgets/heat-table/types'
import styles from './patterns.module.css'
import { changePatterns, usePatternsView } from './patterns-view'
import { type LayerModel, meanWords, type PatternNames } from './table-model'

export interface LayerPaneProps {
  place: RunIds
  model: LayerModel
  shown: PatternNames
  answer: PatternsAnswer
  index: number
  /** Patterns are rows. */
  isTurned: boolean
  /** Its active cell is the one that keys act on. */
  isActive: boolean
  top: number
  onTop: (top: number) => void
  /** Of the column heads of all layers. */
  headHeight: number
  /** px that the column heads of a layer need. */
  onHeadHeight: (index: number, height: number) => void
}

const noIds = new Uint32Array()

export function LayerPane(props: LayerPaneProps) {
  const { place, model, shown, index, isTurned, isActive, top, onTop, headHeight } = props
  const { active, items, patterns } = usePatternsView()
  const labels = useFeatureRows({ project: place.project, run: model.run }, model.run ? model.ids : noIds)
  const nameOf = (item: number) => itemName(model, item, labels.rowAt(item)?.label)
  const { want } = labels
  const look = useCallback(
    ({ rows, columns }: { rows: HeatRange; columns: HeatRange }) =>
      isTurned ? want(columns.first, columns.end) : want(rows.first, rows.end),
    [isTurned, want]
  )
  const { onHeadHeight } = props
  const tellHead = useCallback((height: number) => onHeadHeight(index, height), [onHeadHeight, index])
  const choose = (cell: HeatCell) => changePatterns({ active: { layer: index, ...placesOf(cell, isTurned) } })
  const open = ({ item }: { item: number }) => {
    if (model.run) navigate('feature', { run: model.run, feature: model.ids[item] })
  }
  const item = Math.min(isActive ? active.item : -1, model.ids.length - 1)
  const pattern = Math.min(active.pattern, shown.names.length - 1)
  const sortedPattern = typeof items === 'string' || model.run === undefined ? undefined : items.pattern
  const sortedItem = typeof patterns === 'string' || index !== 0 ? undefined : model.items.indexOf(patterns.item)
  return (
    <section
      className={styles.pane}
      aria-label={model.title}
      onFocus={() => !isActive && changePatterns({ active: { layer: index, item: 0, pattern } })}
    >
      <h2 className={styles.paneTitle}>
        {model.title}{' '}
        <span>{model.run ? formatCount(model.ids.length) : `${formatCount(model.ids.length)} numbers of the input`}</span>
      </h2>
      <HeatTable
        label={`Patterns, ${model.title}`}
        rows={isTurned ? shown.names.length : model.ids.length}
        columns={isTurned ? model.ids.length : shown.names.length}
        headWidth={isTurned ? (index === 0 ? 140 : 24) : 232}
        rowHead={(row) =>
          isTurned ? (
            index === 0 && <span className="ellipsis">{shown.names[row]}</span>
          ) : (
            <ItemHead model={model} item={row} label={labels.rowAt(row)?.label} />
          )
        }
        rowName={(row) => (isTurned ? shown.names[row] : nameOf(row))}
        columnName={(column) => (isTurned ? nameOf(column) : shown.names[column])}
        valueAt={isTurned ? (row, column) => model.valueAt(column, row) : model.valueAt}
        fullAt={isTurned ? (_, column) => model.fullAt(column) : model.fullAt}
        decimals={decimalsOf(model)}
        explanation={meanWords(model)}
        active={isTurned ? { row: pattern, column: item } : { row: Math.max(0, item), column: pattern }}
        sortedColumn={isTurned ? sortedItem : sortedPattern}
        sortedRow={isTurned ? sortedPattern : sortedItem}
        onActive={choose}
        onOpen={(cell) => open(placesOf(cell, isTurned))}
        onColumn={(column) =>
          changePatterns(isTurned ? { patterns: { item: model.items[column] } } : { items: { pattern: column } })
        }
        onView={look}
        {...(isTurned ? { top, onTop, headHeight, onHeadHeight: tellHead } : {})}
      />
    </section>
  )
}

function ItemHead({ model, item, label }: { model: LayerModel; item: number; label: string | undefined }) {
  return (
    <>
      <span className={styles.id}>{model.ids[item]}</span>
      <span className="ellipsis">{label}</span>
    </>
  )
}

export function itemName(model: LayerModel, item: number, label: string | undefined): string {
  const id = model.ids[item]
  if (model.run === undefined) return `x${id}`
  return label ? `${id} ${label}` : String(id)
}

function placesOf({ row, column }: HeatCell, isTurned: boolean): { item: number; pattern: number } {
  return isTurned ? { item: column, pattern: row } : { item: row, pattern: column }
}

function decimalsOf(model: LayerModel): number {
  let most = 0
  for (let item = 0; item < Math.min(200, model.ids.length); item++) most = Math.max(most, model.fullAt(item))
  return activationDecimals(most)
}
