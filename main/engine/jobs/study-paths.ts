/** Files that the question of a study names: one line per kind that names some. */
import type { QuestionOf, StudyKind, StudyQuestion } from '../../../contract/records/studies/kinds'

const pathsOf: { [K in StudyKind]?: (question: QuestionOf<K>) => string[] } = {
  denoise: ({ out, clean }) => [out, ...(clean ? [clean.path] : [])],
  logits: ({ unembedding, vocabulary }) => [unembedding.path, ...(vocabulary === undefined ? [] : [vocabulary])]
}

/** All paths in the question, to be checked before anything is read or written. */
export function studyPaths(question: StudyQuestion): string[] {
  const found = pathsOf[question.kind] as ((question: StudyQuestion) => string[]) | undefined
  return found?.(question) ?? []
}
