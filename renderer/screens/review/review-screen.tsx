/** Review: the features on which two annotators disagree, one after the other, with the evidence; a final version of each. */
import { useRef } from 'react'
import { WhenAnalyzed } from '../../app/features/need-analysis'
import type { RunIds } from '../../app/features/use-feature-order'
import { useFeaturePage, usePagesAhead } from '../../app/features/use-feature-page'
import { useUndoHere } from '../../app/features/use-undo-here'
import { Screen } from '../../app/layout/screen'
import { useStatusItems } from '../../app/layout/view'
import { OutputMenu } from '../../app/output/output-menu'
import { type TableCell, tableText } from '../../app/output/table-text'
import { agreementRows, disagreementRows } from '../../app/people/agreement-report'
import { useReviewState } from '../../app/people/review-pair'
import { nameOf } from '../../app/people/who'
import { useProject, useRun } from '../../app/project/current'
import { useSession } from '../../app/session'
import { formatCount } from '../../widgets/format'
import { Head } from '../../widgets/head'
import { FinalForm } from './final-form'
import { PairChoice } from './pair-choice'
import { isSettled } from './review-list'
import { ReviewMain } from './review-main'
import { ReviewSidebar } from './review-sidebar'
import { useDraft } from './use-draft'
import { useReview } from './use-review'
import { scope, useReviewCommands } from './use-review-commands'

export function ReviewScreen() {
  return (
    <WhenAnalyzed scope={scope}>
      <Disagreements />
    </WhenAnalyzed>
  )
}

function Disagreements() {
  const project = useSession((session) => session.project)
  const run = useRun()
  const readOnly = useProject()?.readOnly ?? false
  const place: RunIds = { project, run: run?.id }
  const review = useReview(place)
  const { pair, agreement, list, place: at } = review
  const current = list[at]
  const page = useFeaturePage(place, current?.feature ?? null)
  const draft = useDraft(current, JSON.stringify(pair))
  const label = useRef<HTMLInputElement>(null)
  const names = pair && ([nameOf(pair.one), nameOf(pair.other)] as [string, string])
  const title = names ? `${names[0]} and ${names[1]}` : 'Review'
  const output = agreement && tableOutput(`Agreement of ${title}`, agreementRows(agreement))
  const missing = useReviewCommands({ place, review, draft, label, readOnly, output })
  usePagesAhead(place, [list[at + 1]?.feature, list[at + 2]?.feature], page.data?.feature === current?.feature)
  useUndoHere(place, undefined, (feature) => useReviewState.setState({ feature }))
  const settled = review.all?.filter(isSettled).length ?? 0
  const total = review.all?.length ?? 0
  useStatusItems({ selection: total > 0 ? `${formatCount(settled)} of ${formatCount(total)} settled` : '' })
  return (
    <Screen
      scope={scope}
      head={
        <Head
          title="Review"
          detail={pair && `${formatCount(settled)} of ${formatCount(total)} settled`}
          actions={
            pair && (
              <>
                <PairChoice annotators={review.annotators ?? []} pair={pair} />
                <OutputMenu
                  label="disagreements"
                  output={tableOutput(`Disagreements of ${title}`, disagreementRows(review.all ?? []))}
                />
              </>
            )
          }
        />
      }
      sidebar={<ReviewSidebar review={review} output={output} names={names} />}
      sidebarWidth={248}
      sidebarLabel="Disagreements"
      panel={current && <FinalForm {...{ place, readOnly, missing }} editor={draft} disagreement={current} input={label} />}
      panelWidth={328}
      panelLabel="Final version"
      mainLabel="Originals"
    >
      <ReviewMain review={review} page={page.data} />
    </Screen>
  )
}

function tableOutput(name: string, rows: TableCell[][]) {
  return {
    name,
    text: () => ({ text: tableText(rows, '\t'), rows: rows.length - 1 }),
    csv: async () => tableText(rows, ',')
  }
}
