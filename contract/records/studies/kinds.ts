/**
 * All kinds of studies: what can be asked and what is answered. A kind has a file of its own beside this one and one line
 * in each of the two unions.
 */
import { z } from 'zod'
import { AnomaliesAnswer, AnomaliesQuestion } from './anomalies'
import { ColumnsAnswer, ColumnsQuestion } from './columns'
import { CompareAnswer, CompareQuestion } from './compare'
import { DenoiseAnswer, DenoiseQuestion } from './denoise'
import { LogitsAnswer, LogitsQuestion } from './logits'
import { MapAnswer, MapQuestion } from './map'
import { PatternsAnswer, PatternsQuestion } from './patterns'
import { ProbeAnswer, ProbeQuestion } from './probe'
import { RelationsAnswer, RelationsQuestion } from './relations'

export const StudyQuestion = z.discriminatedUnion('kind', [
  PatternsQuestion,
  ColumnsQuestion,
  ProbeQuestion,
  CompareQuestion,
  RelationsQuestion,
  AnomaliesQuestion,
  DenoiseQuestion,
  MapQuestion,
  LogitsQuestion
])
export type StudyQuestion = z.infer<typeof StudyQuestion>

export const StudyAnswer = z.discriminatedUnion('kind', [
  PatternsAnswer,
  ColumnsAnswer,
  ProbeAnswer,
  CompareAnswer,
  RelationsAnswer,
  AnomaliesAnswer,
  DenoiseAnswer,
  MapAnswer,
  LogitsAnswer
])
export type StudyAnswer = z.infer<typeof StudyAnswer>

export type StudyKind = StudyQuestion['kind']
export type QuestionOf<K extends StudyKind> = Extract<StudyQuestion, { kind: K }>
export type AnswerOf<K extends StudyKind> = Extract<StudyAnswer, { kind: K }>

/** The second run that a question is about, where it compares two. */
export function otherRun(question: StudyQuestion): string | undefined {
  return 'other' in question && typeof question.other === 'string' ? question.other : undefined
}
