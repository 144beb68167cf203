/** Calls about studies: questions about analyzed runs whose answers are kept. */
import { z } from 'zod'
import { Count, Id, Index } from '../records/basics'
import { StudyAnswer, StudyQuestion } from '../records/studies/kinds'
import { Study, StudyArray } from '../records/studies/study'
import { call, read } from './call'

const OneStudy = z.object({ project: Id, study: Id })

/** Bytes that one slice can have. */
export const mostSliceBytes = 64 * 1024 * 1024

export const studyCalls = {
  /**
   * Gives the kept answer of this question at once, the one under way, or starts it; its job is announced by `job.changed`,
   * its end by `studies.changed`. `fresh`: asks again although there is an answer.
   */
  'studies.start': call(z.object({ project: Id, run: Id, question: StudyQuestion, fresh: z.boolean().default(false) }), Study),
  /** The latest first: kept ones, and those of this engine that run or ended without an answer. */
  'studies.list': read(z.object({ project: Id, run: Id.optional() }), z.array(Study)),
  'studies.get': read(OneStudy, Study),
  /** Takes the answer away; one that runs is cancelled. */
  'studies.remove': call(OneStudy, z.null()),
  'studies.answer': read(OneStudy, z.object({ study: Study, answer: StudyAnswer, arrays: z.array(StudyArray) })),
  /** Rows from … from + count − 1 of an array, as far as there are; at most 64 MB. */
  'studies.slice': read(
    OneStudy.extend({ array: z.string().max(200), from: Index.default(0), count: Count }),
    z.object({
      shape: z.array(Count),
      dtype: StudyArray.shape.dtype,
      values: z.union([z.instanceof(Float32Array), z.instanceof(Uint32Array)])
    })
  )
}
