/**
 * One request to a model's server: bounded in time and size, redirects refused, no proxy, no cookies.
 * The only code of Loupe that opens a connection to the outside.
 */
import { type IncomingMessage, request as plainRequest } from 'node:http'
import { request as safeRequest } from 'node:https'
import { LoupeError } from '../../contract/wire/errors'
import { connectionProblem } from './connection-problems'

export interface Request {
  url: URL
  /** A JSON text to post; without one it is a GET. */
  body?: string | undefined
  /** Goes into the Authorization header and nowhere else. */
  key?: string | undefined
  timeoutMs: number
  /** Greatest size of the answer. */
  mostBytes: number
  signal: AbortSignal
}

export interface Response {
  status: number
  /** What Retry-After says, where it is there. */
  retryAfter: string | undefined
  text: string
}

/**
 * Resolves with whatever status came. Throws `cancelled`, `unreachable` (no answer in time, no connection, cut), `denied` (a
 * certificate that can not be trusted) or `malformed` (too large).
 */
export async function sendRequest(asked: Request): Promise<Response> {
  const deadline = AbortSignal.timeout(asked.timeoutMs)
  const signal = AbortSignal.any([asked.signal, deadline])
  try {
    const message = await opened(asked, signal)
    const text = await bodyOf(message, asked.mostBytes)
    return { status: message.statusCode ?? 0, retryAfter: message.headers['retry-after'], text }
  } catch (thrown) {
    if (asked.signal.aborted) throw new LoupeError('cancelled', 'Cancelled')
    if (deadline.aborted) throw noAnswer(asked)
    throw thrown instanceof LoupeError ? thrown : connectionProblem(asked.url, thrown)
  }
}

function opened({ url, body, key }: Request, signal: AbortSignal): Promise<IncomingMessage> {
  const open = url.protocol === 'https:' ? safeRequest : plainRequest
  const headers: Record<string, string> = { accept: 'application/json', 'accept-encoding': 'identity' }
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (body !== undefined) headers['content-length'] = String(Buffer.byteLength(body))
  if (key !== undefined) headers.authorization = `Bearer ${key}`
  return new Promise((resolve, reject) => {
    const sent = open(url, { method: body === undefined ? 'GET' : 'POST', headers, signal, agent: false }, resolve)
    sent.on('error', reject)
    sent.end(body)
  })
}

/** Stops reading, and so the connection, at the bound. */
async function bodyOf(message: IncomingMessage, mostBytes: number): Promise<string> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of message as AsyncIterable<Buffer>) {
    size += piece.length
    if (size > mostBytes) {
      message.destroy()
      throw new LoupeError('malformed', `The answer is larger than ${Math.round(mostBytes / 1024)} KB`, {
        hint: 'Look whether this is the address of a model’s server.'
      })
    }
    pieces.push(piece)
  }
  if (!message.complete) throw new Error('the connection was cut in the middle of the answer')
  return Buffer.concat(pieces).toString('utf8')
}

function noAnswer({ url, timeoutMs }: Request): LoupeError {
  return new LoupeError('unreachable', `${url.host} gave no answer within ${timeoutMs / 1000} s`, {
    hint: 'A large model may need longer: raise the time limit, or ask for shorter answers.'
  })
}
