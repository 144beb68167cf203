/**
 * Annotate: one feature at a time from a queue, its evidence in the middle, the label at the right. Everything by keyboard.
 */
import { useEffect, useRef, useState } from 'react'
import type { FeaturePage } from '../../../contract/records/feature'
import { useEvidenceView } from '../../app/features/evidence-view'
import { WhenAnalyzed } from '../../app/features/need-analysis'
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
import { AnnotateEvidence } from './annotate-evidence'
import styles from './annotate-screen.module.css'
import { LabelForm } from './label-form'
import { comingUp, currentOf, nextOpen, type Queue } from './queue'
import { QueueSidebar } from './queue-sidebar'
import { moveToFeature, rebuild, useQueue, useQueueState } from './queue-state'
import { useAnnotateCommands } from './use-annotate-commands'

export function AnnotateScreen() {
  return (
    <WhenAnalyzed scope="annotate">
      <Annotate />
    </WhenAnalyzed>
  )
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
  const [hint, setHint] = useState<{ feature: number; text: string }>()
  usePlace(feature)
  usePagesAhead(place, queue ? comingUp(queue, 3) : [], isCurrent && !query.isPlaceholderData)
  useUndoHere(place, editor, moveToFeature)
  useAnnotateCommands({ queue, editor, label, readOnly, onHint: (text) => feature !== null && setHint({ feature, text }) })
  useAnnotateStatus(queue)
  const missing = hint?.feature === feature && !editor?.fields.label.trim() ? hint?.text : undefined
  return (
    <Screen
      scope="annotate"
      sidebar={<QueueSidebar place={place} queue={queue} page={isCurrent ? page : undefined} />}
      sidebarWidth={248}
      sidebarLabel="Queue"
      panel={page && <LabelForm place={place} page={page} editor={editor} input={label} readOnly={readOnly} missing={missing} />}
      panelWidth={328}
      panelLabel="Label"
      mainLabel="Evidence"
    >
      <Middle queue={queue} page={page} editor={editor} error={error ?? query.error} />
    </Screen>
  )
}

interface MiddleProps {
  queue: Queue | undefined
  page: FeaturePage | undefined
  editor: ReturnType<typeof useLabelEditor>
  error: unknown
}

function Middle({ queue, page, editor, error }: MiddleProps) {
  const order = useQueueState((state) => state.order)
  if (error) return <Failed error={error} />
  if (queue && (queue.ids.length === 0 || (nextOpen(queue) === undefined && page === undefined)))
    return (
      <Empty title="Every living feature has an answer" actions={<Button onClick={() => rebuild(order)}>Look again</Button>}>
        Nothing is pending or a draft. Labels can be changed on the page of each feature, or in the list of Explore.
      </Empty>
    )
  if (!page)
    return (
      <div className={styles.waiting}>
        <Skeleton rows={14} rowHeight={26} />
      </div>
    )
  return <AnnotateEvidence page={page} editor={editor} />
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
      ? `Feature ${formatCount(queue.position + 1)} of ${formatCount(queue.ids.length)} in the queue`
      : ''
  useStatusItems({ selection, scale: `Scale: ${scaleWords(scale)}` })
}
