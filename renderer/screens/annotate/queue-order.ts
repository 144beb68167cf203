/** Orders of the queue: what can be chosen, what each choice asks the engine for, and why a feature is next. Pure. */
import type { QueueOrder } from '../../../contract/calls/annotation'
import type { Annotator } from '../../../contract/records/annotator'
import type { SavedView } from '../../../contract/records/view'
import { termsOfFilter } from '../../widgets/filter-field/terms'

/** What is remembered of the queue of a run. */
export interface QueueSetup {
  /** One of the plain orders, `view NAME` or `disagreement NAME`. */
  choice: string
  /** Filter text that narrows it. */
  filter: string
  /** Of the random order. */
  seed: number
  /** Where one was. */
  feature: number | undefined
  /** Whose neighbors are wanted. */
  from: number | undefined
}

export const queueStart: QueueSetup = { choice: 'mass', filter: '', seed: 4, feature: undefined, from: undefined }

const plainChoices = [
  { value: 'mass', label: 'by mass' },
  { value: 'coverage', label: 'by coverage' },
  { value: 'density', label: 'by density' },
  { value: 'neighbors', label: 'neighbors of the last' },
  { value: 'random', label: 'random' }
]

export interface OrderChoice {
  value: string
  label: string
}

/** Views by their names; disagreement with each annotator whose labels came from a file. */
export function orderChoices(views: readonly SavedView[], annotators: readonly Annotator[]): OrderChoice[] {
  return [
    ...plainChoices,
    ...views.map(({ name }) => ({ value: `view ${name}`, label: `view ${name}` })),
    ...annotators
      .filter(({ imported }) => imported)
      .map(({ author }) => ({ value: `disagreement ${author}`, label: `disagreement with ${author}` }))
  ]
}

export function orderFrom({ choice, seed, from, feature }: QueueSetup): QueueOrder {
  const named = /^(view|disagreement) (.+)$/s.exec(choice)
  if (named?.[1] === 'view') return { by: 'view', name: named[2] ?? '' }
  if (named?.[1] === 'disagreement') return { by: 'disagreement', one: null, other: named[2] ?? '' }
  if (choice === 'random') return { by: 'random', seed }
  if (choice === 'neighbors') return { by: 'neighbors', of: from ?? feature ?? 0 }
  if (choice === 'coverage' || choice === 'density') return { by: choice }
  return { by: 'mass' }
}

/** Dead features have nothing to look at; who asks for them gets them. */
export function filterOf(setup: QueueSetup): string {
  const asksForDead = termsOfFilter(setup.filter).some(({ name }) => name.toLowerCase() === 'dead')
  return asksForDead ? setup.filter : `dead:no ${setup.filter}`.trim()
}

/** Why this feature is next, in a sentence. `mass` and `density` are the feature's, as they are printed. */
export function whyNext(order: QueueOrder, mass: string, density: string): string {
  switch (order.by) {
    case 'mass':
      return `It carries the most activation mass of those without an answer, ${mass} of all.`
    case 'coverage':
      return `It adds the most activation mass that labeled features do not carry yet; its own share is ${mass}.`
    case 'density':
      return `It is active on the most rows of those without an answer, ${density}.`
    case 'neighbors':
      return 'Its decoder row is near to that of the one before: neighbors of the feature in view come next.'
    case 'random':
      return `Drawn at random with seed ${order.seed}: every feature has the same chance.`
    case 'view':
      return `The view “${order.name}” finds it, in its order.`
    case 'disagreement':
      return `${order.other ?? 'The project'} and the labels of the project say different things of it.`
  }
}
