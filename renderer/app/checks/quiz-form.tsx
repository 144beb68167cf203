/** A quiz under way: ten rows without activations, answered with two keys. Leaving it takes a second press once something was said. */
import { useEffect, useState } from 'react'
import type { Quiz } from '../../../contract/records/quiz'
import { Button } from '../../widgets/button'
import { Dialog } from '../../widgets/dialog/dialog'
import { Icon } from '../../widgets/icon/icon'
import { useCommands } from '../commands/commands'
import { client } from '../engine/client'
import { useImageSource } from '../features/evidence'
import styles from './quiz.module.css'
import { answeredCount, movedBy, noAnswers, type QuizAnswers, wholeAnswers, withAnswer, withoutAnswer } from './quiz-answers'
import { AskedRows } from './quiz-rows'
import { type FeaturePlace, finishQuiz, leaveQuiz } from './quiz-state'

const scope = 'quiz'

export function QuizForm({ place, quiz }: { place: FeaturePlace; quiz: Quiz }) {
  const [answers, setAnswers] = useState(() => noAnswers(quiz.rows.length))
  const [isLeaving, setLeaving] = useState(false)
  const pictured = useImageSource(quiz.run) !== undefined
  useLeftWithWindow(place.project, quiz.id)
  const whole = wholeAnswers(answers)
  const leave = () => {
    if (answeredCount(answers) > 0 && !isLeaving) setLeaving(true)
    else leaveQuiz()
  }
  const go = (next: QuizAnswers) => {
    setLeaving(false)
    setAnswers(next)
  }
  useCommands([
    { id: 'quiz.fires', title: 'It fires', keys: ['Y', 'ArrowRight'], scope, run: () => go(withAnswer(answers, true)) },
    { id: 'quiz.silent', title: 'It does not fire', keys: ['N', 'ArrowLeft'], scope, run: () => go(withAnswer(answers, false)) },
    { id: 'quiz.clear', title: 'Take the answer back', keys: ['Backspace'], scope, run: () => go(withoutAnswer(answers)) },
    { id: 'quiz.next', title: 'Next row', keys: ['ArrowDown', 'J'], scope, hidden: true, run: () => go(movedBy(answers, 1)) },
    {
      id: 'quiz.previous',
      title: 'Previous row',
      keys: ['ArrowUp', 'K'],
      scope,
      hidden: true,
      run: () => go(movedBy(answers, -1))
    },
    {
      id: 'quiz.finish',
      title: 'Finish the quiz',
      keys: ['Enter'],
      scope,
      when: whole !== undefined,
      run: () => whole && void finishQuiz(place, quiz, whole)
    },
    { id: 'quiz.leave', title: 'Leave the quiz', keys: ['Escape'], scope, run: leave }
  ])
  return (
    <Dialog
      title={`Quiz of feature ${quiz.feature}`}
      width={920}
      scope={scope}
      covers
      onClose={leave}
      actions={
        <>
          <Notice answers={answers} isLeaving={isLeaving} />
          <Button command="quiz.leave">{isLeaving ? 'Leave without a result' : 'Leave'}</Button>
          <Button command="quiz.silent">Does not fire</Button>
          <Button command="quiz.fires">Fires</Button>
          <Button variant="primary" command="quiz.finish">
            Finish
          </Button>
        </>
      }
    >
      <p className={styles.label}>
        <span className={styles.text}>{quiz.label}</span>
        <span className={styles.about}>half of the rows fire; the activations are hidden</span>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and it is where the keys begin */}
      <section tabIndex={0} aria-label="Rows of the quiz" className={styles.rows} data-pictured={pictured || undefined}>
        <AskedRows quiz={quiz} answers={answers} />
      </section>
    </Dialog>
  )
}

function Notice({ answers, isLeaving }: { answers: QuizAnswers; isLeaving: boolean }) {
  if (isLeaving)
    return (
      <span className={`${styles.notice} ${styles.warn}`} role="alert">
        <Icon name="warning" size={14} />
        Leaving keeps none of the answers. Escape again leaves; any other key goes on.
      </span>
    )
  return (
    <span className={styles.notice} role="status">
      Row {answers.at + 1}, {answeredCount(answers)} of {answers.said.length} answered
    </span>
  )
}

/** A window that is closed in the middle leaves the quiz too. */
function useLeftWithWindow(project: string, quiz: string): void {
  useEffect(() => {
    const leave = () =>
      void client()
        .call('checks.leaveQuiz', { project, quiz })
        .catch(() => undefined)
    window.addEventListener('pagehide', leave)
    return () => window.removeEventListener('pagehide', leave)
  }, [project, quiz])
}
