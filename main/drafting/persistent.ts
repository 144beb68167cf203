/** Asks again where another try may help: too many requests, a server in trouble, a cut connection. Waits longer each time. */
import { LoupeError } from '../../contract/wire/errors'
import { type Budget, pause } from './budget'
import { type Answer, type Asking, askOnce } from './chat'
import { PassingProblem } from './status'
import type { TokenUse } from './usage'

const mostTries = 4
/** Before the second try; doubled each time. */
export const usualFirstWaitMs = 500
/** A server that asks for more than this is not waited for. */
const longestWaitMs = 120_000

export interface Watched {
  budget: Budget
  firstWaitMs: number
  /** Before each request is sent, on disk when it settles. */
  asked(): Promise<void>
  used(use: TokenUse): Promise<void>
}

/** Throws as `askOnce` does, with `unreachable` after the last try, and LimitReached. */
export async function askPersistently(
  question: string,
  asking: Asking,
  { budget, firstWaitMs, asked, used }: Watched
): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    const settle = await budget.take(question, asking.signal)
    try {
      await asked()
      const answer = await askOnce(question, asking)
      settle(answer.use)
      await used(answer.use)
      return answer
    } catch (thrown) {
      settle(undefined)
      await pause(waitAfter(thrown, tries, firstWaitMs), asking.signal)
    }
  }
}

/** How long to wait before another try, in milliseconds; throws what there is no other try for. */
function waitAfter(thrown: unknown, tries: number, firstWaitMs: number): number {
  const isCut = thrown instanceof LoupeError && thrown.code === 'unreachable'
  if (!(thrown instanceof PassingProblem) && !isCut) throw thrown
  const wait = (thrown instanceof PassingProblem ? thrown.waitMs : undefined) ?? firstWaitMs * 2 ** (tries - 1)
  if (tries < mostTries && wait <= longestWaitMs) return wait
  if (isCut) throw thrown
  const asked = wait > longestWaitMs ? ` and asks to wait ${Math.round(wait / 1_000)} s` : ''
  throw new LoupeError('unreachable', `${thrown.message}${asked} (tried ${tries} times)`, {
    hint: 'Try again later, or allow fewer requests at a time and a minute.'
  })
}
