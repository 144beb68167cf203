/**
 * The limits of a draft while it runs: requests, tokens, how many at a time, how many a minute.
 * A request is paid for before it is sent, so that neither a lying server nor an end in the middle lets more through.
 */
import type { DraftLimits } from '../../contract/records/draft'
import { LoupeError } from '../../contract/wire/errors'
import { type TokenUse, tokensIn } from './usage'

/** Thrown where a limit does not allow another request; ends the draft in order. */
export class LimitReached extends Error {
  constructor(readonly limit: 'requests' | 'tokens') {
    super(`the limit on ${limit} is reached`)
  }
}

export class Budget {
  /** Tokens that requests under way may need. */
  private reserved = 0
  private nextAt = 0

  /** `used`: by earlier parts of the same draft. */
  constructor(
    private readonly limits: DraftLimits,
    private used: { requests: number; tokens: number }
  ) {}

  /** Waits for its turn and takes one request out of the budget; gives what settles it, once. */
  async take(sent: string, signal: AbortSignal): Promise<(use: TokenUse | undefined) => void> {
    if (this.used.requests >= this.limits.requests) throw new LimitReached('requests')
    const most = tokensIn(sent) + this.limits.answerTokens
    if (this.used.tokens + this.reserved + most > this.limits.tokens) throw new LimitReached('tokens')
    this.used = { ...this.used, requests: this.used.requests + 1 }
    this.reserved += most
    await this.turn(signal)
    let isOpen = true
    return (use) => {
      if (!isOpen) return
      isOpen = false
      this.reserved -= most
      this.used = { ...this.used, tokens: this.used.tokens + (use ? use.input + use.output : 0) }
    }
  }

  private async turn(signal: AbortSignal): Promise<void> {
    const now = performance.now()
    const at = Math.max(now, this.nextAt)
    this.nextAt = at + 60_000 / this.limits.perMinute
    await pause(at - now, signal)
  }
}

/** Resolves after so many milliseconds; throws `cancelled` as soon as the signal says so. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(new LoupeError('cancelled', 'Cancelled'))
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}
