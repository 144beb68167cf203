/** Progress: what is labeled and how much of the dictionary that covers, over time, by day and by person. */
import { useState } from 'react'
import type { LabelProgress } from '../../../contract/records/label'
import type { Timeline } from '../../../contract/records/timeline'
import { useCommands } from '../../app/commands/commands'
import { moveCommands } from '../../app/commands/move-commands'
import { useCall } from '../../app/engine/queries'
import { WhenAnalyzed } from '../../app/features/need-analysis'
import { Screen } from '../../app/layout/screen'
import { outputCommands } from '../../app/output/output-commands'
import { OutputMenu } from '../../app/output/output-menu'
import { tableText } from '../../app/output/table-text'
import { PeopleList } from '../../app/people/people-list'
import { useRun } from '../../app/project/current'
import { useSession } from '../../app/session'
import { Button } from '../../widgets/button'
import { Empty, Failed } from '../../widgets/empty'
import { Head } from '../../widgets/head'
import { Skeleton } from '../../widgets/skeleton'
import { themeColors, useTheme } from '../../widgets/theme-colors'
import { DayTable } from './day-table'
import { PeoplePanel } from './people-panel'
import { ProgressChart } from './progress-chart'
import { progressPicture } from './progress-picture'
import { ProgressSummary } from './progress-summary'
import { progressRows } from './progress-tracks'

const scope = 'progress'
const savedWidth = 960

export function ProgressScreen() {
  return (
    <WhenAnalyzed scope={scope}>
      <Progress />
    </WhenAnalyzed>
  )
}

function Progress() {
  const project = useSession((session) => session.project)
  const run = useRun()
  const place = { project: project ?? '', run: run?.id ?? '' }
  const enabled = Boolean(project && run)
  const timeline = useCall('labels.timeline', place, { enabled })
  const progress = useCall('labels.progress', place, { enabled })
  const error = timeline.error ?? progress.error
  if (!timeline.data || !progress.data)
    return (
      <Screen scope={scope} sidebar={<PeopleList />} head={<Head title="Progress" />}>
        {error ? <Failed error={error} /> : <Skeleton rows={12} rowHeight={28} />}
      </Screen>
    )
  return <ProgressOf name={run?.name ?? ''} timeline={timeline.data} progress={progress.data} />
}

function ProgressOf({ name, timeline, progress }: { name: string; timeline: Timeline; progress: LabelProgress }) {
  const { days, people } = timeline
  const [chosen, choose] = useState<string>()
  useTheme()
  const found = days.findIndex(({ day }) => day === chosen)
  const marker = found === -1 ? days.length - 1 : found
  const title = `Progress of ${name}`
  const rows = progressRows(days, progress.total)
  const output = {
    name: title,
    text: () => ({ text: tableText(rows, '\t'), rows: days.length }),
    csv: async () => tableText(rows, ','),
    picture: () => progressPicture({ title, days, marker, colors: themeColors(), width: savedWidth })
  }
  const go = (place: number) => choose(days[days.length - 1 - place]?.day)
  useCommands([
    ...moveCommands({
      area: 'progress',
      scope,
      noun: 'day',
      active: days.length - 1 - marker,
      rows: days.length,
      page: () => 10,
      go
    }),
    {
      id: 'progress.earlier',
      title: 'Day before',
      keys: ['ArrowLeft'],
      scope,
      hidden: true,
      run: () => choose(days[Math.max(0, marker - 1)]?.day)
    },
    {
      id: 'progress.later',
      title: 'Day after',
      keys: ['ArrowRight'],
      scope,
      hidden: true,
      run: () => choose(days[Math.min(days.length - 1, marker + 1)]?.day)
    },
    ...outputCommands('progress', scope, 'progress', output)
  ])
  return (
    <Screen
      scope={scope}
      sidebar={
        <>
          <PeopleList />
          <ProgressSummary progress={progress} explained={days.at(-1)?.explainedLabeled} />
        </>
      }
      sidebarWidth={248}
      sidebarLabel="Annotate"
      head={<Head title="Progress" detail={name} actions={<OutputMenu label="progress" output={output} />} />}
      panel={days.length > 0 && <PeoplePanel people={people} day={days[marker]} />}
      panelWidth={296}
      panelLabel="People"
      mainLabel="Progress"
    >
      {days.length === 0 ? (
        <Empty title="Nothing is labeled yet" actions={<Button command="go.annotate">Go to the queue</Button>}>
          Every label counts from the day it was written; undone ones do not.
        </Empty>
      ) : (
        <>
          <ProgressChart title={title} days={days} marker={marker} />
          <DayTable days={days} features={progress.total} marker={marker} onChoose={go} />
        </>
      )}
    </Screen>
  )
}
