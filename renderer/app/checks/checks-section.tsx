/** What checks say of a label, beside the label: the latest quiz and the rule, each a key away. */
import type { ReactNode } from 'react'
import { isQuizDue } from '../../../contract/records/check-marks'
import type { FeaturePage } from '../../../contract/records/feature'
import { Button } from '../../widgets/button'
import { formatFixed } from '../../widgets/format'
import { Icon } from '../../widgets/icon/icon'
import { SideSection } from '../../widgets/panel'
import { Tooltip } from '../../widgets/tooltip'
import { useCommands } from '../commands/commands'
import type { LabelEditor } from '../features/label-editor'
import type { RunIds } from '../features/use-feature-order'
import styles from './checks-section.module.css'
import { QuizForm } from './quiz-form'
import { QuizHistory } from './quiz-history'
import { QuizResultDialog } from './quiz-result'
import { type FeaturePlace, startQuiz, useOpenQuiz } from './quiz-state'
import { accuracyWords, dueWords, intervalWords, quizExplanation } from './quiz-words'
import { RuleDialog } from './rule-dialog'
import { openRule, useOpenRule } from './rule-state'
import { ruleExplanation } from './rule-words'

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
      <OpenDialogs place={place} page={page} label={label} readOnly={readOnly} />
    </SideSection>
  )
}

function QuizLine({ page: { quiz }, label }: { page: FeaturePage; label: string }) {
  return (
    <>
      <Line command="checks.quiz" name="Quiz">
        {quiz ? (
          <Tooltip text={quizExplanation(quiz)}>
            <span className="selectable">
              <strong className={styles.value}>{accuracyWords(quiz.balancedAccuracy)}</strong> {intervalWords(quiz.interval)}
            </span>
          </Tooltip>
        ) : (
          'not taken'
        )}
      </Line>
      {quiz && isQuizDue(label, quiz) && <Due text={dueWords(quiz)}>New quiz needed: the label was edited since</Due>}
    </>
  )
}

function RuleLine({ page: { rule } }: { page: FeaturePage }) {
  return (
    <>
      <Line command="checks.rule" name="Rule">
        {rule?.f1 === undefined ? (
          rule ? (
            'not scored'
          ) : (
            'none'
          )
        ) : (
          <Tooltip text={ruleExplanation(rule)}>
            <span className="selectable">
              F1 <strong className={styles.value}>{formatFixed(rule.f1, 2)}</strong>
            </span>
          </Tooltip>
        )}
      </Line>
      {rule?.stale && (
        <Due text="The rule was held against an earlier analysis of the run">Rule not scored since the latest analysis</Due>
      )}
    </>
  )
}

function Line({ command, name, children }: { command: string; name: string; children: ReactNode }) {
  return (
    <div className={styles.line}>
      <Button size="small" command={command}>
        {name}
      </Button>
      <span className={styles.said}>{children}</span>
    </div>
  )
}

function Due({ text, children }: { text: string; children: string }) {
  return (
    <p className={styles.due} title={text}>
      <Icon name="warning" size={14} />
      {children}
    </p>
  )
}

interface OpenDialogsProps {
  place: FeaturePlace | undefined
  page: FeaturePage
  label: string
  readOnly: boolean
}

function OpenDialogs({ place, page, label, readOnly }: OpenDialogsProps) {
  const quiz = useOpenQuiz(({ open }) => open)
  const rule = useOpenRule(({ open }) => open)
  const isHere = (other: FeaturePlace) => other.run === place?.run && other.feature === place.feature
  return (
    <>
      {quiz?.step === 'asked' && isHere(quiz.place) && <QuizForm key={quiz.quiz.id} place={quiz.place} quiz={quiz.quiz} />}
      {quiz?.step === 'answered' && isHere(quiz.place) && (
        <QuizResultDialog place={quiz.place} result={quiz.result} isNew={quiz.isNew} max={page.max} />
      )}
      {rule && isHere(rule) && <RuleDialog place={rule} page={page} label={label} readOnly={readOnly} />}
    </>
  )
}
