/** What an answer's status means: good, worth another try, a problem of this one question, or of the server as a whole. */
import { LoupeError } from '../../contract/wire/errors'
import { bounded, withoutKey } from './plain-text'
import type { Response } from './request'

/** A problem with one question only: the next may go well. */
export class QuestionProblem extends Error {}

/** May pass by itself; `waitMs` where the server said how long. */
export class PassingProblem extends Error {
  constructor(
    message: string,
    readonly waitMs: number | undefined
  ) {
    super(message)
  }
}

/** Throws unless the status is 200. `key` is never repeated. */
export function checkStatus({ status, retryAfter, text }: Response, host: string, key: string | undefined): void {
  if (status === 200) return
  const said = saidIn(withoutKey(text, key))
  if (status === 429 || status >= 500 || status === 408)
    throw new PassingProblem(`${host} answered ${status}${said}`, waitFrom(retryAfter))
  if (status >= 300 && status < 400) throw elsewhere(host)
  if (status === 401 || status === 403)
    throw new LoupeError('denied', `${host} refuses this key (${status})${said}`, {
      hint: 'Set the key for this server in the settings.'
    })
  if (status === 404 || status === 405)
    throw new LoupeError('not-found', `${host} has no such model or address (${status})${said}`, {
      hint: 'The address is the part before /chat/completions, as http://127.0.0.1:11434/v1. Choose a model that the server lists.'
    })
  throw new QuestionProblem(`${host} answered ${status}${said}`)
}

/** Seconds or a date (RFC 9110, 10.2.3), in milliseconds from now; undefined for anything else. */
export function waitFrom(retryAfter: string | undefined, now = Date.now()): number | undefined {
  if (retryAfter === undefined) return undefined
  const seconds = Number(retryAfter)
  if (retryAfter.trim() !== '' && Number.isFinite(seconds)) return seconds >= 0 ? seconds * 1_000 : undefined
  const at = Date.parse(retryAfter)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now)
}

/** The server's own words, where its answer has them in OpenAI's form. */
function saidIn(text: string): string {
  try {
    const { error } = JSON.parse(text)
    const message = typeof error === 'string' ? error : error?.message
    return typeof message === 'string' ? `: ${bounded(message, 300)}` : ''
  } catch {
    return ''
  }
}

function elsewhere(host: string): LoupeError {
  return new LoupeError('denied', `${host} wants to send Loupe to another address; that is not followed`, {
    hint: 'Set the address that the server has now, with https:// if it asks for that.'
  })
}
