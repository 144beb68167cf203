/**
 * Annotate: one feature at a time from a queue, its evidence in the middle, the label at the right; or many at once in a table.
 * Everything by keyboard.
 */
import { useEffect, useRef, useState } from 'react'
import type { FeaturePage } from '../../../contract/records/feature'
import type { LoupeError } from '../../../contract/wire/errors'
import { useEvidenceView } from '../../app/features/evidence-view'
import { WhenAnalyzed } from '../../app/features/need-analysis'
import type { RunIds } from '../../app/features/use-feature-order'
import { useFeaturePage, usePagesAhead } from '../../app/features/use-feature-page'
import { useLabelEditor } from '../../app/features/use-label-editor'
import { useOwnPage } from '../../app/features/use-own-page'
import { useUndoHere } from '../../app/features/use-undo-here'
import { Screen } from '../../app/layout/screen'
import { useStatusItems } from '../../app/layout/view'
import { useProject, useRun } from '../../app/project/current'
import { replacePlace, useSession } from '../../app/session'
import { Button } from '../../widgets/button'
import { Empty, Failed } from '../../widgets/empty'
import { formatCount } from '../../widgets/format'
import { Skeleton } from '../../widgets/skeleton'
import { scaleWords } from '../../widgets/token-strip/color'
import type { TableHandle } from '../../widgets/virtual-table/types'
import { AnnotateEvidence } from './annotate-evidence'
import styles from './annotate-screen.module.css'
import { BulkView } from './bulk-view'
import { LabelForm } from './label-form'
import { comingUp, currentOf, type Queue } from './queue'
import { QueueSidebar } from './queue-sidebar'
import { moveToFeature, remember, useQueueSetup, useQueueState } from './queue-state'
import { useAnnotateCommands } from './use-annotate-commands'
import { useNeighborsNext, useQueue } from './use-queue'

export function AnnotateScreen() {
  return (
    <WhenAnalyzed scope="annotate">
      <FocusOrBulk />
    </WhenAnalyzed>
  )
}

function FocusOrBulk() {
  const mode = useQueueState((state) => state.mode)
  return mode === 'bulk' ? <BulkView /> : <Annotate />
}

function Annotate() {
  const project = useSession((session) => session.project)
  const run = useRun()
  const place = { project, run: run?.id }
  const readOnly = useProject()?.readOnly ?? false
  const { queue, error } = useQueue(place)
  const feature = (queue && currentOf(queue)) ?? null
  const query = useFeaturePage(place, feature)
  const { page, editable, beside } = useOwnPage(place, feature === null ? undefined : query.data)
  const isCurrent = page?.feature === feature
  const editor = useLabelEditor(place, isCurrent ? editable : undefined, beside)
  const label = useRef<HTMLInputElement>(null)
  const filter = useRef<HTMLInputElement>(null)
  const list = useRef<TableHandle>(null)
  const [hint, setHint] = useState<{ feature: number; text: string }>()
  usePlace(feature)
  usePagesAhead(place, queue ? comingUp(queue, 3) : [], isCurrent && !query.isPlaceholderData)
  useNeighborsNext(queue, isCurrent ? page : undefined)
  useUndoHere(place, editor, moveToFeature)
  useAnnotateCommands({
    queue,
    editor,
    label,
    filter,
    list,
    readOnly,
    onHint: (text) => feature !== null && setHint({ feature, text })
  })
  useAnnotateStatus(queue)
  const missing = hint?.feature === feature && !editor?.fields.label.trim() ? hint?.text : undefined
  return (
    <Screen
      scope="annotate"
      sidebar={
        <QueueSidebar place={place} queue={queue} page={isCurrent ? page : undefined} error={error} filter={filter} list={list} />
      }
      sidebarWidth={248}
      sidebarLabel="Queue"
      panel={page && <LabelForm place={place} page={page} editor={editor} input={label} readOnly={readOnly} missing={missing} />}
      panelWidth={328}
      panelLabel="Label"
      mainLabel="Evidence"
    >
      <Middle place={place} queue={queue} page={page} editor={editor} error={queue ? query.error : (error ?? query.error)} />
    </Screen>
  )
}

interface MiddleProps {
  place: RunIds
  queue: Queue | undefined
  page: FeaturePage | undefined
  editor: ReturnType<typeof useLabelEditor>
  error: LoupeError | null
}

function Middle({ place, queue, page, editor, error }: MiddleProps) {
  if (error) return <Failed error={error} />
  if (queue && currentOf(queue) === undefined) return <NothingOpen place={place} />
  if (!page)
    return (
      <div className={styles.waiting}>
        <Skeleton rows={14} rowHeight={26} />
      </div>
    )
  return <AnnotateEvidence page={page} editor={editor} />
}

function NothingOpen({ place }: { place: RunIds }) {
  const { filter } = useQueueSetup(place.run)
  if (filter.trim() === '')
    return (
      <Empty title="Every living feature has an answer" actions={<Button command="annotate.rebuild">Look again</Button>}>
        Nothing is pending, a draft or put off. Labels can be changed on the page of each feature, or in the list of Explore.
      </Empty>
    )
  return (
    <Empty
      title="Nothing in the queue"
      actions={<Button onClick={() => place.run && remember(place.run, { filter: '' })}>Without the filter</Button>}
    >
      No open feature fits the filter. A filter that names states, as status:labeled does, finds those with an answer too.
    </Empty>
  )
}

/** The session follows the queue, so that other screens open at the same feature. */
function usePlace(feature: number | null): void {
  useEffect(() => {
    if (feature !== null) replacePlace({ feature })
  }, [feature])
}

function useAnnotateStatus(queue: Queue | undefined): void {
  const scale = useEvidenceView((view) => view.scale)
  const selection =
    queue && queue.ids.length > 0
      ? queue.visit === undefined
        ? `Feature ${formatCount(queue.position + 1)} of ${formatCount(queue.ids.length)} in the queue`
        : `Reopened; ${formatCount(queue.ids.length)} in the queue`
      : ''
  useStatusItems({ selection, scale: `Scale: ${scaleWords(scale)}` })
}
