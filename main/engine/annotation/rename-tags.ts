/** Tags of a project under another name: every label that has one keeps it under the new name. */
import type { TagRename } from '../../../contract/records/annotation'
import type { ProjectStore } from '../../store/project-store'

/** Edits of labels, one step of undo per run; gives the runs in which labels changed. Two tags may change places. */
export function renameTags({ runs, labels }: ProjectStore, renamed: readonly TagRename[], author: string): string[] {
  const names = new Map(renamed.map(({ from, to }) => [from, to]))
  return runs.list().flatMap(({ id }) => {
    const edits = labels
      .touched(id)
      .filter(({ tags }) => tags.some((tag) => names.has(tag)))
      .map(({ feature, tags }) => ({ feature, change: { tags: [...new Set(tags.map((tag) => names.get(tag) ?? tag))] } }))
    if (edits.length > 0) labels.editMany(id, edits, { author })
    return edits.length > 0 ? [id] : []
  })
}
