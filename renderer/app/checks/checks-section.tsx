/** What checks say of a label, beside the label: the latest quiz and the rule, each a key away. */
import type { FeaturePage } from '../../../contract/records/feature'
import { SideSection } from '../../widgets/panel'
import { useCommands } from '../commands/commands'
import type { LabelEditor } from '../features/label-editor'
import type { RunIds } from '../features/use-feature-order'
import { QuizLine, RuleLine } from './check-lines'
import { OpenChecks } from './open-checks'
import { QuizHistory } from './quiz-history'
import { startQuiz } from './quiz-state'
import { openRule } from './rule-state'

export interface ChecksSectionProps {
  place: RunIds
  page: FeaturePage
  editor: LabelEditor | undefined
  readOnly: boolean
  /** Of the screen: its keys act there. */
  scope: string
  /** Lists all quizzes of the feature. */
  history?: boolean
}

export function ChecksSection({ place: { project, run }, page, editor, readOnly, scope, history = false }: ChecksSectionProps) {
  const label = editor?.fields.label ?? page.label
  const place = project && run ? { project, run, feature: page.feature } : undefined
  useCommands([
    {
      id: 'checks.quiz',
      title: 'Quiz of the label',
      keys: ['Shift+Q'],
      scope,
      when: place !== undefined && editor !== undefined && !readOnly,
      run: () => place && void startQuiz(place, label, async () => editor?.flush())
    },
    {
      id: 'checks.rule',
      title: 'Label as a rule',
      keys: ['Shift+E'],
      scope,
      when: place !== undefined,
      run: () => place && openRule(place)
    }
  ])
  return (
    <SideSection title="Checks">
      <QuizLine page={page} label={label} />
      <RuleLine page={page} />
      {history && place && <QuizHistory place={place} />}
      <OpenChecks place={place} page={page} label={label} readOnly={readOnly} />
    </SideSection>
  )
}
