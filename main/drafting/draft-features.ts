/**
 * Drafts a text for each feature and lets the same model find, from the text alone, the held-out rows on which the feature fires.
 * What was answered is told at once; a feature that was explained before is only scored.
 */
import type { DetectionScore, DraftedFeature, DraftOrder } from '../../contract/records/draft'
import type { Example } from '../../contract/records/feature'
import { LoupeError } from '../../contract/wire/errors'
import { labelFrom, verdictsFrom } from './answers'
import { Budget, LimitReached } from './budget'
import type { Dialect } from './chat'
import { detectionScore } from './detection'
import { askPersistently, usualFirstWaitMs } from './persistent'
import { bounded, withoutKey } from './plain-text'
import { detectQuestion, explainQuestion, showsSomething } from './prompts'
import { QuestionProblem } from './status'
import type { TokenUse } from './usage'

/** What a model is shown of one feature. No row of `held` lies in the context of an example. */
export interface FeatureMaterial {
  /** Greatest activation of the feature. */
  max: number
  examples: Example[]
  held: { rows: Example[]; fires: boolean[] }
}

interface OpenFeature {
  feature: number
  /** From an earlier part of the draft. */
  text?: string | undefined
}

export interface Drafting {
  order: DraftOrder
  key: string | undefined
  /** Used by earlier parts of the draft. */
  used: { requests: number; tokens: number }
  features: readonly OpenFeature[]
  materialOf(feature: number): Promise<FeatureMaterial>
  tell: {
    asked(): Promise<void>
    used(use: TokenUse): Promise<void>
    explained(feature: number, text: string): Promise<void>
    finished(drafted: DraftedFeature): Promise<void>
  }
  signal: AbortSignal
  /** Before a request is sent again, doubled each time; half a second when left out. */
  firstWaitMs?: number
}

/** So many problems one after the other mean that the server is no use. */
const mostInARow = 10

/** Gives the limit that ended it, undefined where all features are done. Throws what ends the draft as a whole. */
export async function draftFeatures(work: Drafting): Promise<'requests' | 'tokens' | undefined> {
  const stop = new AbortController()
  const signal = AbortSignal.any([work.signal, stop.signal])
  const budget = new Budget(work.order.limits, work.used)
  const dialect = { isNewer: false }
  const ask = (question: string) => answerTo(question, work, { budget, signal, dialect })
  let next = 0
  let problems = 0
  const workOff = async () => {
    while (next < work.features.length && !signal.aborted) {
      const drafted = await draftOne(work.features[next++], work, ask)
      await work.tell.finished(drafted)
      problems = drafted.problem !== null && drafted.text === null ? problems + 1 : 0
      if (problems >= mostInARow) throw noUse(drafted.problem ?? '')
    }
  }
  const workers = Array.from({ length: work.order.limits.parallel }, () =>
    workOff().catch((thrown) => {
      // Requests of the others that are under way may still be answered when a limit is reached; else all end.
      if (!(thrown instanceof LimitReached)) stop.abort()
      throw thrown
    })
  )
  return endOf(await Promise.allSettled(workers), work.signal)
}

type Ask = (question: string) => Promise<string>

async function answerTo(
  question: string,
  work: Drafting,
  by: { budget: Budget; signal: AbortSignal; dialect: Dialect }
): Promise<string> {
  const { order, key, tell, firstWaitMs = usualFirstWaitMs } = work
  const { answerTokens, timeoutSeconds } = order.limits
  const asking = {
    server: order.server,
    key,
    answerTokens,
    timeoutMs: timeoutSeconds * 1_000,
    signal: by.signal,
    dialect: by.dialect
  }
  const watched = { budget: by.budget, firstWaitMs, asked: tell.asked, used: tell.used }
  return (await askPersistently(question, asking, watched)).text
}

async function draftOne({ feature, text: known }: OpenFeature, work: Drafting, ask: Ask): Promise<DraftedFeature> {
  let text: string | null = known ?? null
  try {
    const material = await work.materialOf(feature)
    if (text === null) {
      text = await explained(material, work, ask)
      await work.tell.explained(feature, text)
    }
    return { feature, text, score: await scored(text, material, work, ask), problem: null }
  } catch (thrown) {
    if (!isOfTheFeature(thrown)) throw thrown
    return { feature, text, score: null, problem: bounded(withoutKey(thrown.message, work.key), 1_000) }
  }
}

async function explained({ examples, max }: FeatureMaterial, { order }: Drafting, ask: Ask): Promise<string> {
  if (!examples.some(showsSomething)) throw new QuestionProblem('The examples have neither text nor labels to show')
  const text = labelFrom(await ask(explainQuestion(order.prompt, examples, max)))
  if (text === undefined) throw new QuestionProblem('The answer holds no text')
  return text
}

async function scored(text: string, { held }: FeatureMaterial, { order }: Drafting, ask: Ask): Promise<DetectionScore | null> {
  if (order.evidence.detectRows === 0) return null
  if (held.rows.length === 0) throw new QuestionProblem('No score: the feature fires on too few rows beside the examples')
  const said = verdictsFrom(await ask(detectQuestion(order.prompt, text, held.rows)), held.rows.length)
  if (!said) throw new QuestionProblem('No score: the answer is not a list of as many zeros and ones as there were rows')
  return detectionScore(said, held.fires)
}

/** An answer that is too large, or an index that can not be read, says nothing about the next feature. */
function isOfTheFeature(thrown: unknown): thrown is Error {
  return thrown instanceof QuestionProblem || (thrown instanceof LoupeError && ['malformed', 'empty'].includes(thrown.code))
}

function endOf(ends: PromiseSettledResult<void>[], signal: AbortSignal): 'requests' | 'tokens' | undefined {
  if (signal.aborted) throw new LoupeError('cancelled', 'Cancelled')
  const thrown = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []))
  const isConsequence = (reason: unknown) => reason instanceof LoupeError && reason.code === 'cancelled'
  const cause = thrown.find((reason) => !(reason instanceof LimitReached) && !isConsequence(reason))
  if (cause !== undefined) throw cause
  return thrown.find((reason): reason is LimitReached => reason instanceof LimitReached)?.limit
}

function noUse(problem: string): LoupeError {
  return new LoupeError('malformed', `${mostInARow} features one after the other failed; the last: ${problem}`, {
    hint: 'Try one feature, with another model or prompt.'
  })
}
