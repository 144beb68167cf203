/** The quiz or rule that is open, where it is about the feature in view. */
import type { FeaturePage } from '../../../contract/records/feature'
import { QuizForm } from './quiz-form'
import { QuizResultDialog } from './quiz-result'
import { type FeaturePlace, useOpenQuiz } from './quiz-state'
import { RuleDialog } from './rule-dialog'
import { useOpenRule } from './rule-state'

interface OpenChecksProps {
  place: FeaturePlace | undefined
  page: FeaturePage
  label: string
  readOnly: boolean
}

export function OpenChecks({ place, page, label, readOnly }: OpenChecksProps) {
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
