/**
 * What each call of this window carries wherever it is made: the name of who labels, and in blind mode that nothing of others
 * may come back. Labels that come along with an answer about something else are taken out of it here.
 */
import type { Method, Result } from '../../../contract/calls/index'
import type { CallOptions, Client } from '../../../contract/wire/client'
import { useSettings } from '../settings'

/** Calls that write in somebody's name. */
const authored: ReadonlySet<string> = new Set<Method>([
  'labels.edit',
  'labels.editMany',
  'labels.bulk',
  'labels.restore',
  'annotation.comment',
  'annotation.removeComment',
  'annotation.putGroup',
  'annotation.changeMembers',
  'annotation.removeGroup',
  'annotation.setGuide',
  'annotators.write',
  'annotators.drawRepeats',
  'annotators.decide',
  'checks.answerQuiz',
  'checks.setRule'
])

/** Calls that can be asked for what one says oneself. */
const ownOnly: ReadonlySet<string> = new Set<Method>(['features.rows', 'labels.history', 'labels.search', 'annotation.comments'])

type Stripped = 'features.page' | 'rows.explain' | 'rows.writers' | 'pins.list'

const withoutLabels: { [M in Stripped]: (answer: Result<M>) => Result<M> } = {
  'features.page': (page) => ({ ...page, neighbors: page.neighbors.map(unnamed) }),
  'rows.explain': (explained) => ({ ...explained, features: explained.features.map(unnamed) }),
  'rows.writers': (writers) => ({ ...writers, features: writers.features.map(unnamed) }),
  'pins.list': ({ pins, ...rest }) => ({ ...rest, pins: pins.map(unnamed) })
}

/** Calls whose answers are others in blind mode. */
export const blindCalls = [...ownOnly, ...Object.keys(withoutLabels)] as Method[]

export function named(inner: Client): Client {
  const call = async (method: string, params: unknown, options?: CallOptions) => {
    const { annotator, blind } = useSettings.getState()
    const isOwn = blind && ownOnly.has(method)
    const author = annotator.trim()
    const who = author && (isOwn || authored.has(method)) ? { author } : {}
    const asked = { ...who, ...(params as object), ...(isOwn ? { blind } : {}) }
    const answer: unknown = await inner.call(method as 'labels.edit', asked as never, options)
    return blind && method in withoutLabels ? withoutLabels[method as 'pins.list'](answer as never) : answer
  }
  return { ...inner, call: call as Client['call'] }
}

function unnamed<T extends { label: string }>(one: T): T {
  return { ...one, label: '' }
}
