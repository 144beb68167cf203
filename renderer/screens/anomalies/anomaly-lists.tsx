/** An answered search for anomalies: the list of a measure, and beside it how well each measure finds the categories. */
import { type ReactNode, useMemo, useRef, useState } from 'react'
import type { AnomalousRow, AnomalyMeasure } from '../../../contract/records/studies/anomalies'
import { useImageSource } from '../../app/features/evidence'
import { useRowPictures } from '../../app/features/row-picture'
import { studySource } from '../../app/numbers/figure'
import type { ChartOutput } from '../../app/output/chart-output'
import { OutputMenu } from '../../app/output/output-menu'
import { tableText } from '../../app/output/table-text'
import { useRun } from '../../app/project/current'
import { navigate } from '../../app/session'
import type { AnsweredStudy } from '../../app/studies/use-study'
import { formatCount } from '../../widgets/format'
import { Head } from '../../widgets/head'
import { Segment } from '../../widgets/segment'
import { themeColors } from '../../widgets/theme-colors'
import type { TableHandle } from '../../widgets/virtual-table/types'
import { VirtualTable } from '../../widgets/virtual-table/virtual-table'
import styles from './anomalies.module.css'
import { anomalyColumns, anomalyPictureHeight } from './anomaly-columns'
import { anomalyPicture } from './anomaly-picture'
import { AnomalyScores } from './anomaly-scores'
import { anomalyRows, measureFormulas, measuresOf, measureWords, rowsBy } from './lists'
import { useAnomalyCommands } from './use-anomaly-commands'

export interface AnomalyListsProps {
  answered: AnsweredStudy<'anomalies'>
  /** The label column that is measured against. */
  select: ReactNode
}

export function AnomalyLists({ answered, select }: AnomalyListsProps) {
  const { answer } = answered
  const run = useRun()
  const source = studySource(run, answered.study)
  const measures = measuresOf(answer)
  const [chosen, setMeasure] = useState<AnomalyMeasure>('fvu')
  const measure = measures.includes(chosen) ? chosen : measures[0]
  const [wanted, setActive] = useState(0)
  const table = useRef<TableHandle>(null)
  const rows = useMemo(() => rowsBy(answer, measure), [answer, measure])
  const active = Math.min(wanted, rows.length - 1)
  const pictureOf = useRowPictures(useImageSource(run?.id ?? ''), anomalyPictureHeight)
  const columns = useMemo(() => anomalyColumns(rows, measure, pictureOf), [rows, measure, pictureOf])
  const name = `${run?.name ?? ''} anomalies by ${measureWords[measure]}`
  const output: ChartOutput = {
    name,
    text: () => ({ text: tableText(anomalyRows(rows), '\t'), rows: rows.length }),
    csv: async () => tableText(anomalyRows(rows), ','),
    picture: () => anomalyPicture({ title: name, rows, measure, colors: themeColors() })
  }
  const explain = (row: AnomalousRow | undefined) => row && navigate('rows', { row: row.row })
  const choose = (next: AnomalyMeasure) => {
    setMeasure(next)
    setActive(0)
  }
  useAnomalyCommands({
    rows,
    active,
    measures,
    measure,
    answered,
    output,
    go: setActive,
    choose,
    explain,
    page: () => table.current?.pageRows() ?? 10
  })
  return (
    <>
      <Head
        title="Anomalies"
        detail={`${formatCount(rows.length)} of ${formatCount(answer.rows)} rows${answer.silent > 0 ? `, ${formatCount(answer.silent)} without any feature` : ''}`}
        actions={
          <>
            {select}
            <Segment<AnomalyMeasure>
              label="Order rows by"
              value={measure}
              onChange={choose}
              options={measures.map((value) => ({ value, label: measureWords[value], title: measureFormulas[value] }))}
            />
            <OutputMenu label="anomalies" output={output} />
          </>
        }
      />
      {answer.problem && (
        <p className={styles.problem}>
          {answer.problem.message}. {answer.problem.hint} The rows are ordered by what the analysis stored.
        </p>
      )}
      <div className={styles.body}>
        <VirtualTable<AnomalousRow>
          ref={table}
          label="Anomalies"
          columns={columns}
          rows={rows.length}
          source={source}
          rowAt={(index) => rows[index]}
          active={active}
          onChoose={(index) => setActive(index)}
          onOpen={(index) => explain(rows[index])}
        />
        {answer.scores.length > 0 && <AnomalyScores answer={answer} measure={measure} source={source} />}
      </div>
    </>
  )
}
