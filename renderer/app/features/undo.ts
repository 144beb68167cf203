/** Undo and redo of label edits and of what stands around labels: done by the store, told by a toast, across features and after a restart. */
import type { Reverted, RevertedStep, RevertedThing } from '../../../contract/calls/labels'
import { formatCount } from '../../widgets/format'
import { toast, toastError } from '../../widgets/toast/toast-store'
import { client } from '../engine/client'
import { useSession } from '../session'

export async function undoLabel(direction: 'undo' | 'redo'): Promise<void> {
  const { project } = useSession.getState()
  if (!project) return
  try {
    const done = await client().call(direction === 'undo' ? 'labels.undo' : 'labels.redo', { project })
    if (!done) toast({ text: direction === 'undo' ? 'Nothing to undo' : 'Nothing to redo', icon: 'undo' })
    else toast({ text: wordsFor(done, direction), icon: 'undo' })
  } catch (error) {
    toastError(error)
  }
}

/** `Undone: 949 label and tags`; of a step with several features, `Undone: tags of 200 features`; `Undone: comment on 949 removed`; `Undone: tags of the project, and on 12 labels`. */
export function wordsFor(done: NonNullable<RevertedStep>, direction: 'undo' | 'redo'): string {
  return `${direction === 'undo' ? 'Undone' : 'Done again'}: ${'edit' in done ? editWords(done) : thingWords(done)}`
}

function thingWords(done: RevertedThing): string {
  if ('group' in done) return `group “${done.group.name}” ${done.group.change}`
  if ('view' in done) return `view “${done.view.name}” ${done.view.change}`
  if ('comment' in done) return `comment on ${done.comment.feature} ${done.comment.change}`
  if ('rules' in done) return `${ruleWords(done.rules.features)} ${done.rules.change}`
  if ('guide' in done) return guideWords(done.guide)
  const { fields, features, labels = [] } = done.opinions
  return fieldWords(fields, [...features, ...labels])
}

/** The feature that a step was about, where it is of this run. */
export function featureOf(done: NonNullable<RevertedStep>, run: string | undefined): number | undefined {
  if ('edit' in done) return done.label.run === run ? done.label.feature : undefined
  if ('comment' in done) return done.comment.run === run ? done.comment.feature : undefined
  if ('rules' in done) return done.rules.run === run ? done.rules.features.at(-1) : undefined
  return 'opinions' in done && done.opinions.run === run ? done.opinions.features.at(-1) : undefined
}

function ruleWords(features: readonly number[]): string {
  return features.length === 1 ? `rule of ${features[0]}` : `rules of ${formatCount(features.length)} features`
}

function guideWords({ parts, labels }: Extract<RevertedThing, { guide: unknown }>['guide']): string {
  const count = labels.reduce((sum, { features }) => sum + features.length, 0)
  const renamed = count === 0 ? '' : `, and on ${formatCount(count)} ${count === 1 ? 'label' : 'labels'}`
  return `${parts.join(' and ')} of the project${renamed}`
}

function editWords({ edit, features }: NonNullable<Reverted>): string {
  return fieldWords(Object.keys(edit.after), features)
}

function fieldWords(names: readonly string[], features: readonly number[]): string {
  const fields = names.join(' and ')
  return features.length > 1 ? `${fields} of ${formatCount(features.length)} features` : `${features[0]} ${fields}`
}
