/** The keys of a review: take one, write another, judge the meaning, and on to the next. */
import { type RefObject, useState } from 'react'
import type { Disagreement, FinalLabel } from '../../../contract/records/annotator'
import type { LabelFields } from '../../../contract/records/label'
import { type Command, runCommand, useCommands } from '../../app/commands/commands'
import { moveCommands } from '../../app/commands/move-commands'
import { useAct } from '../../app/engine/queries'
import type { LabelEditor } from '../../app/features/label-editor'
import type { RunIds } from '../../app/features/use-feature-order'
import { fieldsOf } from '../../app/features/use-label-editor'
import { mainRegion } from '../../app/layout/regions'
import type { ChartOutput } from '../../app/output/chart-output'
import { outputCommands } from '../../app/output/output-commands'
import { useReviewState } from '../../app/people/review-pair'
import { nameOf } from '../../app/people/who'
import { nextOpen } from './review-list'
import type { Review } from './use-review'

export const scope = 'review'

export interface ReviewActs {
  place: RunIds
  review: Review
  draft: LabelEditor | undefined
  label: RefObject<HTMLInputElement | null>
  readOnly: boolean
  output: ChartOutput | undefined
}

/** Gives why nothing was written. */
export function useReviewCommands({ place, review, draft, label, readOnly, output }: ReviewActs): string | undefined {
  const [hint, setHint] = useState<{ feature: number; text: string }>()
  const { list, place: at, pair } = review
  const current: Disagreement | undefined = list[at]
  const deciding = useAct('annotators.decide')
  const judging = useAct('annotators.judge')
  const go = (to: number | undefined) => to !== undefined && useReviewState.setState({ feature: list[to]?.feature })
  const asked = current && pair && place.project && place.run ? { project: place.project, run: place.run, ...pair } : undefined
  const next = () => go(nextOpen(list, at))
  const decide = (final: LabelFields, took: FinalLabel['took']) => {
    if (!asked || !current) return
    deciding.mutate({ ...asked, feature: current.feature, final, took })
    useReviewState.setState({ feature: current.feature })
    next()
  }
  const write = () => {
    if (!draft || !current) return
    const { fields } = draft
    const text = fields.label.trim()
    if (!text && fields.status !== 'not-interpretable') {
      setHint({ feature: current.feature, text: 'Write a label first. 0 says that it is not interpretable.' })
      label.current?.focus()
    } else {
      decide({ ...fields, label: text, status: text ? 'labeled' : fields.status }, 'own')
      // The next one begins with both originals, and with the keys that take one of them.
      mainRegion()?.focus()
    }
  }
  const judge = (same: boolean) => {
    if (!asked || !current) return
    useReviewState.setState({ feature: current.feature })
    judging.mutate({ ...asked, feature: current.feature, same: current.sameMeaning === same ? null : same })
  }
  const reopen = () => asked && current && deciding.mutate({ ...asked, feature: current.feature, final: null })
  const when = asked !== undefined && !readOnly
  const act = (id: string, title: string, keys: string[], run: () => void, more: Partial<Command> = {}): Command => ({
    id: `review.${id}`,
    title,
    keys,
    scope,
    when,
    run,
    ...more
  })
  useCommands([
    ...moveCommands({ area: 'review', scope, noun: 'disagreement', active: at, rows: list.length, page: () => 10, go }),
    act(
      'left',
      `Take what ${nameOf(pair?.one ?? null)} says`,
      ['ArrowLeft'],
      () => current && decide(fieldsOf(current.one), 'one')
    ),
    act(
      'right',
      `Take what ${nameOf(pair?.other ?? null)} says`,
      ['ArrowRight'],
      () => current && decide(fieldsOf(current.other), 'other')
    ),
    act('edit', 'Write the final version', ['E', 'L'], () => label.current?.focus()),
    act('write', 'Save the final version, and next', ['!Mod+Enter'], write),
    act('notInterpretable', 'Final: not interpretable, and next', ['0'], () =>
      decide({ label: '', notes: draft?.fields.notes ?? '', tags: [], confidence: null, status: 'not-interpretable' }, 'own')
    ),
    act('same', 'Same meaning', ['='], () => judge(true)),
    act('different', 'Different meaning', ['-'], () => judge(false)),
    act('reopen', 'Open the decision again', ['R'], reopen, { when: when && current?.final != null }),
    act('nextOpen', 'Next open disagreement', ['Enter'], next, { when: nextOpen(list, at) !== undefined }),
    act(
      'onlyOpen',
      'Only open disagreements, or all',
      ['D'],
      () => useReviewState.setState(({ onlyOpen }) => ({ onlyOpen: !onlyOpen })),
      { when: true }
    ),
    ...forwarded,
    ...outputCommands('review', scope, 'agreement', output)
  ])
  return hint !== undefined && hint.feature === current?.feature && !draft?.fields.label.trim() ? hint.text : undefined
}

/** The arrows take a label here, so that the evidence has a scope of its own; its other keys act on the whole screen. */
const forwarded: Command[] = [
  ['context', 'More or less context', 'W'],
  ['boost', 'Boost weak activations', 'H'],
  ['less', 'Lower interval', '['],
  ['more', 'Higher interval', ']'],
  ['again', 'Other random examples', 'Shift+R']
].map(([id, title, key]) => ({
  id: `review.${id}`,
  title,
  keys: [key],
  scope,
  hidden: true,
  run: () => void runCommand(`evidence.${id}`)
}))
