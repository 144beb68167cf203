/**
 * The page of one feature: its label and notes at the left, its numbers, histogram and examples at the right,
 * and the list it is stepped through beside it.
 */
import { useRef } from 'react'
import type { FeaturePage } from '../../../contract/records/feature'
import { useEvidenceView } from '../../app/features/evidence-view'
import { featureCitation } from '../../app/features/feature-citation'
import { WhenAnalyzed } from '../../app/features/need-analysis'
import { type FeatureOrder, useFeatureOrder } from '../../app/features/use-feature-order'
import { useFeaturePage, usePagesAhead } from '../../app/features/use-feature-page'
import { useLabelEditor } from '../../app/features/use-label-editor'
import { useOwnPage } from '../../app/features/use-own-page'
import { usePins } from '../../app/features/use-pins'
import { useSomeFeature } from '../../app/features/use-some-feature'
import { useUndoHere } from '../../app/features/use-undo-here'
import { Screen } from '../../app/layout/screen'
import { useStatusItems } from '../../app/layout/view'
import { sourceOf } from '../../app/numbers/figure'
import { useProject, useRun } from '../../app/project/current'
import { replacePlace, useSession } from '../../app/session'
import { Failed } from '../../widgets/empty'
import { formatCount } from '../../widgets/format'
import { Skeleton } from '../../widgets/skeleton'
import { scaleWords } from '../../widgets/token-strip/color'
import { FeatureEvidence } from './feature-evidence'
import { FeatureHead } from './feature-head'
import styles from './feature-screen.module.css'
import { FeatureSidebar } from './feature-sidebar'
import { LabelColumn } from './label-column'
import { useFeatureCommands } from './use-feature-commands'

export function FeatureScreen() {
  return (
    <WhenAnalyzed scope="feature">
      <Feature />
    </WhenAnalyzed>
  )
}

function Feature() {
  const { project, feature } = useSession()
  const run = useRun()
  const place = { project, run: run?.id }
  const readOnly = useProject()?.readOnly ?? false
  const order = useFeatureOrder({ ...place, feature })
  const query = useFeaturePage(place, feature)
  const { page, editable, beside } = useOwnPage(place, query.data)
  const isCurrent = page?.feature === feature
  const editor = useLabelEditor(place, isCurrent ? editable : undefined, beside)
  const label = useRef<HTMLInputElement>(null)
  useSomeFeature(order)
  usePagesAhead(place, ahead(order), isCurrent && !query.isPlaceholderData)
  useUndoHere(place, editor, (undone) => replacePlace({ feature: undone }))
  const pins = usePins(place)
  useFeatureCommands({
    run: run?.id,
    feature,
    order,
    editor,
    label,
    readOnly,
    cite: page && (() => featureCitation(page, sourceOf(run, page.rows))),
    pin: page && isCurrent ? () => pins.toggle([page.feature]) : undefined
  })
  useFeatureStatus(order)
  return (
    <Screen
      scope="feature"
      head={page && <FeatureHead page={page} editor={editor} isPinned={pins.isPinned(page.feature)} />}
      sidebar={<FeatureSidebar place={place} order={order} />}
      sidebarWidth={232}
      sidebarLabel="Features"
    >
      <Body page={page} error={query.error}>
        {page && (
          <>
            <LabelColumn
              place={place}
              page={page}
              source={sourceOf(run, page.rows)}
              editor={editor}
              input={label}
              readOnly={readOnly}
            />
            <FeatureEvidence page={page} source={sourceOf(run, page.rows)} features={run?.analysis?.features} />
          </>
        )}
      </Body>
    </Screen>
  )
}

function Body({ page, error, children }: { page: FeaturePage | undefined; error: unknown; children: React.ReactNode }) {
  if (error) return <Failed error={error} />
  if (!page)
    return (
      <div className={styles.waiting}>
        <Skeleton rows={14} rowHeight={22} />
      </div>
    )
  return <div className={styles.body}>{children}</div>
}

/** The next three and the one before. */
function ahead({ ids, index }: FeatureOrder): (number | undefined)[] {
  return index < 0 ? [] : [ids[index + 1], ids[index + 2], ids[index + 3], ids[index - 1]]
}

function useFeatureStatus(order: FeatureOrder): void {
  const scale = useEvidenceView((view) => view.scale)
  const selection =
    order.index < 0 ? 'Not in this list' : `Feature ${formatCount(order.index + 1)} of ${formatCount(order.ids.length)}`
  useStatusItems({ selection, scale: `Scale: ${scaleWords(scale)}` })
}
