/** The latest quiz and the rule of a label, a line each: its key, its number that explains itself, and whether it is of before. */
import type { ReactNode } from 'react'
import { isQuizDue } from '../../../contract/records/check-marks'
import type { FeaturePage } from '../../../contract/records/feature'
import { Button } from '../../widgets/button'
import { formatFixed } from '../../widgets/format'
import { Icon } from '../../widgets/icon/icon'
import { Tooltip } from '../../widgets/tooltip'
import styles from './checks-section.module.css'
import { accuracyWords, dueWords, intervalWords, quizExplanation } from './quiz-words'
import { ruleExplanation } from './rule-words'

export function QuizLine({ page: { quiz }, label }: { page: FeaturePage; label: string }) {
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

export function RuleLine({ page: { rule } }: { page: FeaturePage }) {
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
