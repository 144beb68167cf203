/**
 * The pattern table: what each feature answers on average to categories, documents or texts, with the dense layer or another
 * run beside it. Where the source texts explain disentanglement, this is the picture they show.
 */
import { useMemo } from 'react'
import type { Dataset } from '../../../contract/records/dataset'
import { mostPatterns, usualPatterns } from '../../../contract/records/studies/patterns'
import { useCommands } from '../../app/commands/commands'
import { WhenAnalyzed } from '../../app/features/need-analysis'
import { Screen } from '../../app/layout/screen'
import { useProject, useRun } from '../../app/project/current'
import { StudyList } from '../../app/studies/study-list'
import { StudyPart } from '../../app/studies/study-part'
import { useStudy } from '../../app/studies/use-study'
import { Empty } from '../../widgets/empty'
import { formatCount } from '../../widgets/format'
import { Head } from '../../widgets/head'
import { firstChoice, type SourceChoice, sourceChoices } from './pattern-source'
import { PatternTable } from './pattern-table'
import { SizeButton, SourceSelect } from './patterns-head'
import { changePatterns, inBeginning, sizeAsked, sizeCommand, usePatternsView } from './patterns-view'

export const scope = 'patterns'

export function PatternsScreen() {
  return (
    <WhenAnalyzed scope={scope}>
      <Patterns />
    </WhenAnalyzed>
  )
}

function Patterns() {
  const dataset = useRunDataset()
  const choices = useMemo(() => sourceChoices(dataset), [dataset])
  const by = usePatternsView((view) => view.by)
  const choice = choices.find(({ key }) => key === by) ?? firstChoice(choices, dataset?.rows ?? 0)
  return (
    <Screen scope={scope} sidebar={<StudyList />} sidebarWidth={200} sidebarLabel="Explore" mainLabel="Patterns">
      {choice ? <PatternsOf choices={choices} choice={choice} /> : <NothingToGroup hasData={dataset !== undefined} />}
    </Screen>
  )
}

export interface PatternsOfProps {
  choices: readonly SourceChoice[]
  choice: SourceChoice
}

function PatternsOf({ choices, choice }: PatternsOfProps) {
  const project = useProject()
  const run = useRun()
  const place = { project: project?.id ?? null, run: run?.id }
  const isWide = usePatternsView((view) => view.isWide)
  const question = useMemo(() => ({ kind: 'patterns' as const, by: choice.source, ...sizeAsked(isWide) }), [choice, isWide])
  const view = useStudy(place, question)
  useCommands([
    {
      id: sizeCommand,
      title: isWide
        ? `Many features beside ${formatCount(usualPatterns)} patterns`
        : `Up to ${formatCount(mostPatterns)} patterns`,
      keys: ['M'],
      scope,
      when: isWide || (view.answered?.answer.found ?? 0) > usualPatterns,
      run: () => changePatterns({ ...inBeginning, isWide: !isWide })
    }
  ])
  return (
    <>
      {!view.answered && (
        <Head
          title="Patterns"
          actions={
            <>
              <SourceSelect choices={choices} choice={choice} />
              <SizeButton />
            </>
          }
        />
      )}
      <StudyPart
        view={view}
        scope={scope}
        title="No pattern table yet"
        action="Make the pattern table"
        explanation={`One look at all stored activations gives the mean of each feature on ${choice.noun} (${choice.label}), ordered so that like stands beside like. The dense layer is read from the activation file.`}
      >
        {(answered) => <PatternTable place={place} answered={answered} choices={choices} choice={choice} question={question} />}
      </StudyPart>
    </>
  )
}

function NothingToGroup({ hasData }: { hasData: boolean }) {
  return (
    <>
      <Head title="Patterns" />
      {hasData && (
        <Empty title="Nothing to group the rows by">
          A pattern is a category of a label column, a document or a text. This data set has no row table with such a column.
        </Empty>
      )}
    </>
  )
}

function useRunDataset(): Dataset | undefined {
  const project = useProject()
  const run = useRun()
  return project?.datasets.find(({ id }) => id === run?.dataset) ?? project?.datasets[0]
}
