/** Blind repeats: a seeded sample of one's own labels, labeled once more without seeing the first. */
import { useMemo, useReducer, useRef } from 'react'
import { repeatOf } from '../../../contract/records/annotator'
import { useCall } from '../../app/engine/queries'
import { draftEditor } from '../../app/features/draft-editor'
import { EvidencePart } from '../../app/features/evidence-part'
import { emptyLabel } from '../../app/features/label-words'
import { WhenAnalyzed } from '../../app/features/need-analysis'
import type { RunIds } from '../../app/features/use-feature-order'
import { useFeaturePage, usePagesAhead } from '../../app/features/use-feature-page'
import { Screen } from '../../app/layout/screen'
import { useWho } from '../../app/people/who'
import { useProject, useRun } from '../../app/project/current'
import { useSession } from '../../app/session'
import { Button } from '../../widgets/button'
import { Empty } from '../../widgets/empty'
import { formatCount } from '../../widgets/format'
import { Head } from '../../widgets/head'
import { Skeleton } from '../../widgets/skeleton'
import { RepeatForm } from './repeat-form'
import { RepeatsSidebar } from './repeats-sidebar'
import { type Draw, useDraw, useRepeatsState } from './repeats-state'
import { scope, useRepeatCommands } from './use-repeat-commands'

export function RepeatsScreen() {
  return (
    <WhenAnalyzed scope={scope}>
      <Repeats />
    </WhenAnalyzed>
  )
}

function Repeats() {
  const project = useSession((session) => session.project)
  const run = useRun()
  const readOnly = useProject()?.readOnly ?? false
  const place: RunIds = { project, run: run?.id }
  const who = useWho()
  const draw = useDraw(place, who)
  const feature = draw?.features[draw.position]
  const page = useFeaturePage(place, feature ?? null).data
  const label = useRef<HTMLInputElement>(null)
  const editor = useBlank(feature)
  const pair = { project: project ?? '', run: run?.id ?? '', one: who ?? '', other: repeatOf(who ?? '') }
  const agreement = useCall('annotators.agreement', pair, { enabled: Boolean(project && run && who !== undefined) }).data
  usePagesAhead(place, draw ? [...draw.features.slice(draw.position + 1, draw.position + 3)] : [], page?.feature === feature)
  const missing = useRepeatCommands({ place, who, draw, feature, editor, label, readOnly })
  return (
    <Screen
      scope={scope}
      head={
        <Head
          title="Blind repeats"
          detail={draw && `${formatCount(draw.position)} of ${formatCount(draw.features.length)} done`}
        />
      }
      sidebar={<RepeatsSidebar who={who} draw={draw} agreement={agreement} />}
      sidebarWidth={248}
      sidebarLabel="Blind repeats"
      panel={
        feature !== undefined && (
          <RepeatForm feature={feature} editor={editor} input={label} readOnly={readOnly} missing={missing} />
        )
      }
      panelWidth={328}
      panelLabel="Label"
      mainLabel="Evidence"
    >
      {feature === undefined ? (
        <NothingLeft draw={draw} />
      ) : page?.feature === feature ? (
        <EvidencePart page={page} scope={scope} />
      ) : (
        <Skeleton rows={14} rowHeight={26} />
      )}
    </Screen>
  )
}

/** Nothing of the earlier label: each feature begins empty. */
function useBlank(feature: number | undefined) {
  const [, changed] = useReducer((count: number) => count + 1, 0)
  return useMemo(() => (feature === undefined ? undefined : draftEditor(emptyLabel, changed)), [feature])
}

function NothingLeft({ draw }: { draw: Draw | undefined }) {
  const seed = useRepeatsState((state) => state.seed)
  if (!draw) return <Skeleton rows={14} rowHeight={26} />
  if (draw.features.length === 0)
    return (
      <Empty title="Nothing to label again" actions={<Button command="go.annotate">Go to the queue</Button>}>
        Every label of yours was repeated already, or you have not labeled a feature of this run yet.
      </Empty>
    )
  return (
    <Empty
      title={`All ${formatCount(draw.features.length)} are done`}
      actions={
        <>
          <Button command="repeats.review">Review what differs</Button>
          <Button command="repeats.draw">Draw others</Button>
        </>
      }
    >
      The sample with seed {seed}. How far you agree with yourself stands at the left.
    </Empty>
  )
}
