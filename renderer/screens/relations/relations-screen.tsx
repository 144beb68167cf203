/** Features of one dictionary that are nearly the same, and why the dead ones are dead. */
import { WhenAnalyzed } from '../../app/features/need-analysis'
import { Screen } from '../../app/layout/screen'
import { useProject, useRun } from '../../app/project/current'
import { StudyList } from '../../app/studies/study-list'
import { StudyPart } from '../../app/studies/study-part'
import { useStudy } from '../../app/studies/use-study'
import { Head } from '../../widgets/head'
import { RelationLists } from './relation-lists'

const scope = 'relations'
const question = { kind: 'relations' as const }

export function RelationsScreen() {
  return (
    <WhenAnalyzed scope={scope}>
      <Relations />
    </WhenAnalyzed>
  )
}

function Relations() {
  const project = useProject()
  const run = useRun()
  const place = { project: project?.id ?? null, run: run?.id }
  const view = useStudy(place, question)
  return (
    <Screen scope={scope} sidebar={<StudyList />} sidebarWidth={200} sidebarLabel="Explore" mainLabel="Relations">
      {!view.answered && <Head title="Relations" />}
      <StudyPart
        view={view}
        scope={scope}
        title="Relations are not counted yet"
        action="Count relations"
        explanation="Which features fire together is counted over the rows: pairs that nearly are one feature are listed, and of every dead feature the likely cause is named."
      >
        {(answered) => <RelationLists place={place} answered={answered} />}
      </StudyPart>
    </Screen>
  )
}
