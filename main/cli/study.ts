/** Asks a study and waits for its answer; the kept answer comes at once. */

import type { Params } from '../../contract/calls/index'
import type { AnswerOf, StudyKind, StudyQuestion } from '../../contract/records/studies/kinds'
import type { Study } from '../../contract/records/studies/study'
import { LoupeError } from '../../contract/wire/errors'
import { finishedJob } from './finished-job'
import type { Session } from './session'

type Asked<K extends StudyKind> = Extract<Params<'studies.start'>['question'], { kind: K }>

export interface Answered<K extends StudyKind> {
  study: Study
  answer: AnswerOf<K>
}

/** `fresh` asks again although there is an answer. */
export async function answered<K extends StudyKind>(
  session: Session,
  { project, run, fresh = false }: { project: string; run: string; fresh?: boolean | undefined },
  question: Asked<K>
): Promise<Answered<K>> {
  const { client } = session
  let id = ''
  const words = { doing: 'Asking', what: 'The study', hint: 'Nothing was changed.' }
  await finishedJob(session, project, words, async () => {
    const study = await client.call('studies.start', { project, run, question: question as StudyQuestion, fresh })
    id = study.id
    return { job: study.state === 'running' ? study.job : undefined }
  })
  const { study, answer } = await client.call('studies.answer', { project, study: id })
  if (answer.kind !== question.kind) throw new LoupeError('internal', `The answer is one to ${answer.kind}`)
  return { study, answer: answer as AnswerOf<K> }
}

/** An array of an answer as one object for --json: its rows as lists. */
export async function arrayRows(session: Session, project: string, study: string, array: string): Promise<number[][]> {
  const { shape, values } = await session.client.call('studies.slice', { project, study, array, count: Number.MAX_SAFE_INTEGER })
  const width = shape[1] ?? 1
  return Array.from({ length: shape[0] }, (_, row) => Array.from(values.subarray(row * width, (row + 1) * width)))
}
