/** The quiz that is open in this window: asked, answered or looked at again. One at a time. */
import { create } from 'zustand'
import type { Quiz, QuizResult } from '../../../contract/records/quiz'
import { toast, toastError } from '../../widgets/toast/toast-store'
import { client } from '../engine/client'

export interface FeaturePlace {
  project: string
  run: string
  feature: number
}

export type OpenQuiz =
  | { step: 'asked'; place: FeaturePlace; quiz: Quiz }
  | { step: 'answered'; place: FeaturePlace; result: QuizResult; isNew: boolean }

export const useOpenQuiz = create<{ open: OpenQuiz | undefined }>()(() => ({ open: undefined }))

/** `save` puts what is being typed on disk first: the quiz is about the label in view. */
export async function startQuiz(place: FeaturePlace, label: string, save: () => Promise<unknown>): Promise<void> {
  if (label.trim() === '') {
    toast({ text: 'Write a label first', detail: 'The quiz asks whether the label says when the feature fires.' })
    return
  }
  try {
    await save()
    const quiz = await client().call('checks.quiz', { ...place, context: 64 })
    useOpenQuiz.setState({ open: { step: 'asked', place, quiz } })
  } catch (thrown) {
    toastError(thrown)
  }
}

/** Keeps the result; the quiz stays open where that failed, so that it can be tried again. */
export async function finishQuiz(place: FeaturePlace, quiz: Quiz, fires: boolean[]): Promise<void> {
  try {
    const result = await client().call('checks.answerQuiz', { project: place.project, quiz: quiz.id, fires })
    useOpenQuiz.setState({ open: { step: 'answered', place, result, isNew: true } })
  } catch (thrown) {
    toastError(thrown)
  }
}

export function showResult(place: FeaturePlace, result: QuizResult): void {
  useOpenQuiz.setState({ open: { step: 'answered', place, result, isNew: false } })
}

/** Nothing of a quiz that was not finished is kept, and that is said. */
export function leaveQuiz(): void {
  const { open } = useOpenQuiz.getState()
  useOpenQuiz.setState({ open: undefined })
  if (open?.step !== 'asked') return
  void client().call('checks.leaveQuiz', { project: open.place.project, quiz: open.quiz.id }).catch(toastError)
  toast({ text: `The quiz of ${open.place.feature} was left`, detail: 'None of its answers are kept.' })
}
