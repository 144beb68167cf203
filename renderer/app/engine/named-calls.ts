/**
 * What each call of this window carries wherever it is made: the name of who labels, and in blind mode that nothing of others
 * may come back. Labels that come along with an answer about something else are taken out of it here, and calls that are about
 * nothing but what others say are refused.
 */

import type { Method, Result } from '../../../contract/calls/index'
import { isRepeatOf } from '../../../contract/records/annotator'
import type { CallOptions, Client } from '../../../contract/wire/client'
import { LoupeError } from '../../../contract/wire/errors'
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
  'checks.setRule',
  'views.put',
  'views.remove'
])

/** Calls that can be asked for what one says oneself, or change or write only that. */
const ownOnly: ReadonlySet<string> = new Set<Method>([
  'features.ids',
  'features.rows',
  'labels.bulk',
  'labels.undo',
  'labels.redo',
  'labels.history',
  'labels.search',
  'labels.recent',
  'labels.decided',
  'labels.progress',
  'annotation.queue',
  'annotation.comments',
  'checks.quiz',
  'checks.quizzes',
  'checks.rules',
  'exports.plan',
  'exports.write'
])

/** Calls that tell or change what others say, and nothing else. */
export const hiddenCalls: readonly Method[] = [
  'annotators.agreement',
  'annotators.disagreements',
  'annotators.decide',
  'annotators.judge',
  'labels.asOf',
  'labels.restorable',
  'labels.restore',
  'suggestions.list',
  'suggestions.accept'
]
const hidden: ReadonlySet<string> = new Set(hiddenCalls)

type Stripped = 'features.page' | 'rows.explain' | 'rows.writers' | 'pins.list'

const withoutLabels: { [M in Stripped]: (answer: Result<M>) => Result<M> } = {
  'features.page': (page) => ({ ...page, neighbors: page.neighbors.map(unnamed) }),
  'rows.explain': (explained) => ({ ...explained, features: explained.features.map(unnamed) }),
  'rows.writers': (writers) => ({ ...writers, features: writers.features.map(unnamed) }),
  'pins.list': ({ pins, ...rest }) => ({ ...rest, pins: pins.map(unnamed) })
}

/** Calls whose answers are others in blind mode. */
export const blindCalls = [...ownOnly, ...Object.keys(withoutLabels), ...hiddenCalls] as Method[]

export function named(inner: Client): Client {
  const call = async (method: string, params: unknown, options?: CallOptions) => {
    const { annotator, blind } = useSettings.getState()
    const author = annotator.trim()
    if (blind && hidden.has(method)) {
      const self = author || (await inner.call('annotators.self', {})).author
      if (!isOfOneself(params, self)) throw refusal()
    }
    const isOwn = blind && ownOnly.has(method)
    const who = author && (isOwn || authored.has(method)) ? { author } : {}
    const asked = { ...who, ...(params as object), ...(isOwn ? { blind } : {}) }
    const answer: unknown = await inner.call(method as 'labels.edit', asked as never, options)
    return blind && method in withoutLabels ? withoutLabels[method as 'pins.list'](answer as never) : answer
  }
  return { ...inner, call: call as Client['call'] }
}

/** What one said twice is one's own. */
function isOfOneself(params: unknown, self: string): boolean {
  const { one = null, other = null } = params as { one?: string | null; other?: string | null }
  return [one, other].includes(self) && (isRepeatOf(one, other) || isRepeatOf(other, one))
}

function refusal(): LoupeError {
  return new LoupeError('denied', 'Blind mode hides this: it is about what others say of features', {
    hint: 'Turn blind mode off (Alt+B) to see it.'
  })
}

function unnamed<T extends { label: string }>(one: T): T {
  return { ...one, label: '' }
}
