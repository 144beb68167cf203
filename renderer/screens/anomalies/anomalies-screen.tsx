/** Rows that the dictionary reconstructs badly, or with features that seldom fire, and how well that finds a category. */
import { useMemo, useState } from 'react'
import type { Dataset } from '../../../contract/records/dataset'
import { WhenAnalyzed } from '../../app/features/need-analysis'
import { Screen } from '../../app/layout/screen'
import { useProject, useRun } from '../../app/project/current'
import { StudyList } from '../../app/studies/study-list'
import { StudyPart } from '../../app/studies/study-part'
import { useStudy } from '../../app/studies/use-study'
import { Head } from '../../widgets/head'
import { Select } from '../../widgets/select'
import { AnomalyLists } from './anomaly-lists'
import { labelColumns } from './lists'

export const scope = 'anomalies'
const none = ''

export function AnomaliesScreen() {
  return (
    <WhenAnalyzed scope={scope}>
      <Anomalies />
    </WhenAnalyzed>
  )
}

function Anomalies() {
  const project = useProject()
  const run = useRun()
  const dataset = project?.datasets.find(({ id }) => id === run?.dataset)
  const [column, setColumn] = useState(none)
  const place = { project: project?.id ?? null, run: run?.id }
  const question = useMemo(() => ({ kind: 'anomalies' as const, ...(column === none ? {} : { labelColumn: column }) }), [column])
  const view = useStudy(place, question)
  const select = <ColumnSelect dataset={dataset} value={column} onChange={setColumn} />
  const part = (
    <StudyPart
      view={view}
      scope={scope}
      title="No anomaly list yet"
      action="Look for anomalies"
      explanation="All rows are reconstructed and ordered by what the reconstruction misses, and by how seldom their features fire. With a label column it is said how well that finds each category."
    >
      {(answered) => <AnomalyLists answered={answered} select={select} />}
    </StudyPart>
  )
  return (
    <Screen scope={scope} sidebar={<StudyList />} sidebarWidth={200} sidebarLabel="Explore" mainLabel="Anomalies">
      {!view.answered && <Head title="Anomalies" actions={select} />}
      {part}
    </Screen>
  )
}

interface ColumnSelectProps {
  dataset: Dataset | undefined
  value: string
  onChange: (column: string) => void
}

function ColumnSelect({ dataset, value, onChange }: ColumnSelectProps) {
  const options = labelColumns(dataset).map((name) => ({ value: name, label: `against ${name}` }))
  return (
    <Select
      quiet
      aria-label="Measure against a label column"
      options={[{ value: none, label: 'no label column' }, ...options]}
      value={value}
      onChange={onChange}
    />
  )
}
