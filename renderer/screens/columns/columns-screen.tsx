/** Label columns: for each category the features that tell it apart best, and the few that do so together (a sparse probe). */
import { useMemo, useState } from 'react'
import type { Unit } from '../../../contract/records/studies/held-out'
import { WhenAnalyzed } from '../../app/features/need-analysis'
import type { RunIds } from '../../app/features/use-feature-order'
import { Screen } from '../../app/layout/screen'
import { studySource } from '../../app/numbers/figure'
import { useProject, useRun } from '../../app/project/current'
import { StudyList } from '../../app/studies/study-list'
import { StudyPart } from '../../app/studies/study-part'
import { type AnsweredStudy, useStudy } from '../../app/studies/use-study'
import { Empty } from '../../widgets/empty'
import { Head } from '../../widgets/head'
import { CategoryFeatures } from './category-features'
import { type CategoryPlace, findCategory } from './category-list'
import { CategorySidebar } from './category-sidebar'
import { ProbePart } from './probe-part'
import { UnitChoice } from './unit-choice'

export const scope = 'columns'

export function ColumnsScreen() {
  return (
    <WhenAnalyzed scope={scope}>
      <Columns />
    </WhenAnalyzed>
  )
}

function Columns() {
  const project = useProject()
  const run = useRun()
  const place = useMemo(() => ({ project: project?.id ?? null, run: run?.id }), [project?.id, run?.id])
  const [per, setPer] = useState<Unit>('row')
  const question = useMemo(() => ({ kind: 'columns' as const, per }), [per])
  const view = useStudy(place, question)
  const [chosen, setChosen] = useState<CategoryPlace>()
  const category = view.answered && findCategory(view.answered.answer, chosen)
  return (
    <Screen
      scope={scope}
      sidebar={
        <>
          <StudyList />
          {view.answered && (
            <CategorySidebar
              answer={view.answered.answer}
              source={studySource(run, view.answered.study)}
              chosen={category}
              onChoose={setChosen}
            />
          )}
        </>
      }
      sidebarWidth={232}
      sidebarLabel="Explore"
      panel={category && <ProbePart place={place} per={per} column={category.column} category={category.category} />}
      panelWidth={400}
      panelLabel="Few features together"
      mainLabel="Columns"
    >
      {!view.answered && <Head title="Columns" actions={<UnitChoice value={per} onChange={setPer} hasDocuments />} />}
      <StudyPart
        view={view}
        scope={scope}
        title="No scores of label columns yet"
        action="Score the features"
        explanation="Each feature is held against each category of each label column: precision, recall, F1, AUROC and lift of “it fires” for “it is of the category”. Thresholds are chosen on 70 % of the documents, all scores are of the other 30 %."
      >
        {(answered) => <Answered place={place} answered={answered} chosen={chosen} onChoose={setChosen} onUnit={setPer} />}
      </StudyPart>
    </Screen>
  )
}

interface AnsweredProps {
  place: RunIds
  answered: AnsweredStudy<'columns'>
  chosen: CategoryPlace | undefined
  onChoose: (place: CategoryPlace) => void
  onUnit: (per: Unit) => void
}

function Answered({ place, answered, chosen, onChoose, onUnit }: AnsweredProps) {
  const category = findCategory(answered.answer, chosen)
  if (category)
    return <CategoryFeatures place={place} answered={answered} category={category} onChoose={onChoose} onUnit={onUnit} />
  const reasons = answered.answer.skipped.map(({ column, reason }) => `${column}: ${reason}`)
  return (
    <>
      <Head title="Columns" />
      <Empty title="No label column with categories">
        The row table of this data set has no column whose categories features could tell apart. {reasons.join('; ')}
      </Empty>
    </>
  )
}
