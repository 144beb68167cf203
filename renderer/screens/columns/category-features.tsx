/** The features that tell one category from the rest, with every score on the held-out rows. */
import { useMemo, useRef, useState } from 'react'
import type { CategoryScores, FeatureScores } from '../../../contract/records/studies/columns'
import type { Unit } from '../../../contract/records/studies/held-out'
import type { RunIds } from '../../app/features/use-feature-order'
import { useFeatureRows } from '../../app/features/use-feature-rows'
import { CitedNumber } from '../../app/numbers/cited-number'
import { type Figure, studySource } from '../../app/numbers/figure'
import type { ChartOutput } from '../../app/output/chart-output'
import { OutputMenu } from '../../app/output/output-menu'
import { tableText } from '../../app/output/table-text'
import { useProject, useRun } from '../../app/project/current'
import { navigate } from '../../app/session'
import type { AnsweredStudy } from '../../app/studies/use-study'
import { formatCount } from '../../widgets/format'
import { Head } from '../../widgets/head'
import { heatPicture } from '../../widgets/heat-table/heat-picture'
import { themeColors } from '../../widgets/theme-colors'
import type { TableHandle } from '../../widgets/virtual-table/types'
import { VirtualTable } from '../../widgets/virtual-table/virtual-table'
import { bestRows, type CategoryPlace, type ScoreKey, scoreKeys, sortedBy } from './category-list'
import styles from './columns.module.css'
import { scoreColumns } from './score-columns'
import { columnFigures, heldOutWords } from './score-figures'
import { UnitChoice } from './unit-choice'
import { useColumnsCommands } from './use-columns-commands'

export interface CategoryFeaturesProps {
  place: RunIds
  answered: AnsweredStudy<'columns'>
  category: CategoryScores
  onChoose: (place: CategoryPlace) => void
  onUnit: (per: Unit) => void
}

export function CategoryFeatures({ place, answered, category, onChoose, onUnit }: CategoryFeaturesProps) {
  const { answer } = answered
  const run = useRun()
  const hasDocuments = (useProject()?.datasets.find(({ id }) => id === run?.dataset)?.documents ?? 0) > 1
  const [sort, setSort] = useState<ScoreKey>()
  const [wanted, setActive] = useState(0)
  const table = useRef<TableHandle>(null)
  const best = useMemo(() => sortedBy(category.best, sort), [category, sort])
  const ids = useMemo(() => Uint32Array.from(best, ({ feature }) => feature), [best])
  const labels = useFeatureRows(place, ids)
  const columns = useMemo(() => scoreColumns(labels), [labels])
  const active = Math.min(wanted, best.length - 1)
  const open = (at: number) => best[at] && navigate('feature', { feature: best[at].feature })
  const output = useOutput(`${run?.name ?? ''} ${category.column} ${category.category}`, answered, best)
  useColumnsCommands({
    answered,
    category,
    best,
    active,
    output,
    go: setActive,
    choose: (next) => {
      onChoose(next)
      setActive(0)
    },
    open: () => open(active),
    page: () => table.current?.pageRows() ?? 10
  })
  const scores = answer.columns.find(({ column }) => column === category.column)
  const { heldOut } = answer
  const source = studySource(run, answered.study)
  return (
    <>
      <Head
        title={category.category}
        detail={`${category.column}, ${formatCount(category.heldOutCount)} held-out ${heldOut.per}s of ${formatCount(category.count)}`}
        actions={
          <>
            <UnitChoice value={heldOut.per} onChange={onUnit} hasDocuments={hasDocuments} />
            <OutputMenu label="scores" output={output} />
          </>
        }
      />
      <div className={styles.scores}>
        {scores && columnFigures(scores, source).map((figure) => <Score key={figure.name} figure={figure} />)}
        <span className={styles.split} title="Whole documents are held out, so that neighbors in a text never lie in both parts">
          held out by {heldOut.by}, seed {heldOut.seed}: {formatCount(heldOut.train)} {heldOut.per}s choose,{' '}
          {formatCount(heldOut.heldOut)} score
        </span>
      </div>
      <VirtualTable<FeatureScores>
        ref={table}
        label={`Features of ${category.category}`}
        columns={columns}
        rows={best.length}
        source={`${heldOutWords(heldOut)}; ${source}`}
        rowAt={(index) => best[index]}
        active={active}
        {...(sort ? { sort: { column: sort, descending: true } } : {})}
        onSort={(column) => setSort(column === sort ? undefined : (column as ScoreKey))}
        onChoose={(index) => setActive(index)}
        onOpen={open}
        onView={labels.want}
      />
    </>
  )
}

function Score({ figure }: { figure: Figure }) {
  return (
    <span className={styles.score}>
      {figure.name} <CitedNumber figure={figure} />
    </span>
  )
}

function useOutput(name: string, { answer }: AnsweredStudy<'columns'>, best: readonly FeatureScores[]): ChartOutput {
  const shown = scoreKeys.filter((key) => key !== 'threshold' && key !== 'lift')
  return {
    name,
    text: () => ({ text: tableText(bestRows(answer), '\t'), rows: bestRows(answer).length - 1 }),
    csv: async () => tableText(bestRows(answer), ','),
    picture: () =>
      heatPicture({
        title: name,
        colors: themeColors(),
        rows: best.length,
        columns: shown.length,
        rowName: (row) => String(best[row].feature),
        columnName: (column) => shown[column],
        valueAt: (row, column) => best[row][shown[column]],
        fullAt: () => 1,
        decimals: 2
      })
  }
}
