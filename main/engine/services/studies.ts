/** Calls about studies: started and followed in jobs/studies.ts, answers read from their folders. */
import { mostSliceBytes } from '../../../contract/calls/studies'
import { StudyAnswer } from '../../../contract/records/studies/kinds'
import { LoupeError } from '../../../contract/wire/errors'
import { checkStudyArrays, readStudyAnswer, studyArrays, studySlice } from '../../store/files/study-folder'
import type { AreaHandlers } from '../connections/handlers'
import { refuseReadOnly } from '../connections/refusals'
import type { Core } from '../core'
import { studyPaths } from '../jobs/study-paths'
import type { OpenProject } from '../projects/open-projects'

export function studyService(core: Core): AreaHandlers<'studies'> {
  const folderOf = (project: OpenProject, id: string): string => {
    const { run } = core.studies.answered(project, id)
    return project.store.layout.studyFolder(run, id)
  }
  return {
    'studies.start': async ({ project: id, run, question, fresh }, { holder, paths }) => {
      for (const path of studyPaths(question)) paths.check(path)
      const project = await core.projects.get(id, holder)
      const kept = fresh ? undefined : core.studies.kept(project, run, question)
      if (kept && (await isReadable(folderOf(project, kept.id)))) return kept
      refuseReadOnly(project.store)
      return core.studies.start(project, run, question)
    },
    'studies.list': async ({ project, run }, { holder }) => core.studies.list(await core.projects.get(project, holder), run),
    'studies.get': async ({ project, study }, { holder }) => core.studies.get(await core.projects.get(project, holder), study),
    'studies.remove': async ({ project: id, study }, { holder }) => {
      const project = await core.projects.get(id, holder)
      refuseReadOnly(project.store)
      await core.studies.remove(project, study)
      return null
    },
    'studies.answer': async ({ project: id, study }, { holder }) => {
      const project = await core.projects.get(id, holder)
      const folder = folderOf(project, study)
      const answer = checkedAnswer(await readStudyAnswer(folder), folder)
      return { study: core.studies.get(project, study), answer, arrays: await studyArrays(folder) }
    },
    'studies.slice': async ({ project: id, study, array, from, count }, { holder }) => {
      const project = await core.projects.get(id, holder)
      return studySlice(folderOf(project, study), { array, from, count, mostBytes: mostSliceBytes })
    }
  }
}

/** An answer that was damaged, or that another version of Loupe wrote, is asked for again. */
async function isReadable(folder: string): Promise<boolean> {
  try {
    checkedAnswer(await readStudyAnswer(folder), folder)
    await checkStudyArrays(folder)
    return true
  } catch {
    return false
  }
}

/** What lies in a project folder may come from anywhere. */
function checkedAnswer(value: unknown, place: string): StudyAnswer {
  const result = StudyAnswer.safeParse(value)
  if (result.success) return result.data
  throw new LoupeError('damaged', 'The answer of this study is not one that Loupe wrote', {
    hint: 'Ask again: nothing else is lost.',
    place,
    cause: result.error
  })
}
