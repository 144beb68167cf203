/** Calls about labels: the store keeps them, every window hears of a change. */
import type { Label } from '../../../contract/records/label'
import type { AreaHandlers } from '../connections/handlers'
import type { Core } from '../core'

export function labelService(core: Core): AreaHandlers<'labels'> {
  const labelsOf = async (project: string, holder: object) => (await core.projects.get(project, holder)).store.labels
  const tell = (project: string, label: Label) => core.announce('label.changed', { project, label })
  return {
    'labels.get': async ({ project, run, feature }, { holder }) => (await labelsOf(project, holder)).get(run, feature),
    'labels.edit': async ({ project, run, feature, change, group, author = core.author }, { holder }) => {
      const labels = await labelsOf(project, holder)
      const label = labels.edit(run, feature, change, { author, ...(group === undefined ? {} : { group }) })
      tell(project, label)
      return label
    },
    'labels.editMany': async ({ project, run, edits, author = core.author }, { holder }) => {
      const { store } = await core.projects.get(project, holder)
      const editAll = () => edits.map(({ feature, change }) => store.labels.edit(run, feature, change, { author }))
      const labels = store.together(editAll)
      for (const label of labels) tell(project, label)
      return labels
    },
    'labels.undo': async ({ project }, { holder }) => {
      const reverted = (await labelsOf(project, holder)).undo()
      if (reverted) tell(project, reverted.label)
      return reverted
    },
    'labels.redo': async ({ project }, { holder }) => {
      const reverted = (await labelsOf(project, holder)).redo()
      if (reverted) tell(project, reverted.label)
      return reverted
    },
    'labels.history': async ({ project, run, feature }, { holder }) => (await labelsOf(project, holder)).history(run, feature),
    'labels.recent': async ({ project, run, limit }, { holder }) => (await labelsOf(project, holder)).recent(run, limit),
    'labels.progress': async ({ project, run }, { holder }) => (await labelsOf(project, holder)).progress(run),
    'labels.tags': async ({ project }, { holder }) => (await labelsOf(project, holder)).tags()
  }
}
