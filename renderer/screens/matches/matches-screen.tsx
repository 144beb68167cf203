/** Two dictionaries side by side: which features of one are found in the other, and both measured by the same definitions. */
import { useMemo } from 'react'
import type { Run } from '../../../contract/records/run'
import { WhenAnalyzed } from '../../app/features/need-analysis'
import { Screen } from '../../app/layout/screen'
import { useProject, useRun, useRuns } from '../../app/project/current'
import { navigate } from '../../app/session'
import { compareWith, useOtherRun } from '../../app/studies/other-run'
import { StudyList } from '../../app/studies/study-list'
import { StudyPart } from '../../app/studies/study-part'
import { useStudy } from '../../app/studies/use-study'
import { Button } from '../../widgets/button'
import { Empty } from '../../widgets/empty'
import { Head } from '../../widgets/head'
import { RunSwatch } from '../../widgets/run-swatch'
import { Select } from '../../widgets/select'
import { Matches } from './matches'
import styles from './matches.module.css'

export const scope = 'matches'

export function MatchesScreen() {
  return (
    <WhenAnalyzed scope={scope}>
      <TwoDictionaries />
    </WhenAnalyzed>
  )
}

function TwoDictionaries() {
  const run = useRun()
  const runs = useRuns() ?? []
  const wanted = useOtherRun(({ other }) => other)
  const others = runs.filter((other) => other.id !== run?.id && other.analysis)
  const other = others.find(({ id }) => id === wanted) ?? others[0]
  return (
    <Screen
      scope={scope}
      sidebar={<StudyList />}
      sidebarWidth={200}
      sidebarLabel="Explore"
      mainLabel="Two dictionaries"
      head={<Head title="Two dictionaries" actions={run && other && <Pair run={run} other={other} others={others} />} />}
    >
      {run && other ? <Comparison run={run} other={other} /> : run && <NoOther run={run} />}
    </Screen>
  )
}

function Pair({ run, other, others }: { run: Run; other: Run; others: readonly Run[] }) {
  return (
    <span className={styles.pair}>
      <RunSwatch slot={run.slot} /> {run.name} and <RunSwatch slot={other.slot} />
      <Select
        quiet
        aria-label="Compare with"
        options={others.map(({ id, name }) => ({ value: id, label: name }))}
        value={other.id}
        onChange={compareWith}
      />
      <Button size="small" command="labels.bring">
        Bring labels…
      </Button>
    </span>
  )
}

function Comparison({ run, other }: { run: Run; other: Run }) {
  const project = useProject()
  const place = { project: project?.id ?? null, run: run.id }
  const question = useMemo(() => ({ kind: 'compare' as const, other: other.id }), [other.id])
  const view = useStudy(place, question)
  return (
    <StudyPart
      view={view}
      scope={scope}
      title={`${run.name} and ${other.name} are not compared yet`}
      action="Compare them"
      explanation="Features are matched one to one by their decoder rows, and both dictionaries are measured on the same rows by the same definitions."
    >
      {({ answer }) => <Matches project={place.project} runs={{ a: run, b: other }} answer={answer} />}
    </StudyPart>
  )
}

function NoOther({ run }: { run: Run }) {
  return (
    <Empty title="No other analyzed run" actions={<Button onClick={() => navigate('compare')}>Go to runs</Button>}>
      {run.name} can be compared with any other run once that is analyzed.
    </Empty>
  )
}
