/** The job process that answers a study: reads an analyzed run (or two) and writes the folder of the answer, whole or not at all. */
import type { StudyQuestion } from '../../../../contract/records/studies/kinds'
import type { StudyMaterial, StudyResult, StudySide } from '../../../analysis/studies/material'
import { writeStudyFolder } from '../../../store/files/study-folder'
import { serveJob } from '../job-side'
import { failedWrite } from './failed-write'
import { createRowFile } from './row-file'
import { studyKinds } from './study-kinds'
import { openMaterial } from './study-material'

type Answering = (
  question: StudyQuestion,
  material: StudyMaterial,
  side: StudySide,
  other: StudyMaterial | undefined
) => Promise<StudyResult<unknown>>

serveJob<'study'>(async ({ question, run, other, folder }, side) => {
  const material = openMaterial(run, side.signal)
  const second = other && openMaterial(other, side.signal)
  try {
    const answerOf = studyKinds[question.kind] as Answering
    const { answer, arrays } = await answerOf(question, material, { ...side, rowFile: createRowFile }, second)
    side.signal.throwIfAborted()
    await writeStudyFolder(folder, answer, arrays).catch((thrown) => {
      throw failedWrite(thrown, 'The answer of the study', folder)
    })
    return { folder }
  } finally {
    await material.close()
    await second?.close()
  }
})
