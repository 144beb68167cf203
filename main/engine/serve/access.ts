/**
 * Who may use the browser mode: decisions on requests, pure. A page must be asked for on the loopback name it was given
 * (a rebound foreign name has another Host), and a socket be opened by that very page (Origin), both with the key.
 */
import { createHash, timingSafeEqual } from 'node:crypto'

/** Cookies of one host are shared by all its ports. */
export function cookieName(port: number): string {
  return `loupe-${port}`
}

export interface RequestFacts {
  /** Of the server. */
  port: number
  host: string | undefined
  origin: string | undefined
  cookie: string | undefined
}

/** Names under which this machine reaches itself. */
export function isLoopbackHost({ host, port }: RequestFacts): boolean {
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`
}

/** True for the key itself; takes as long for every other text of any length. */
export function isKey(text: string | undefined | null, key: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest()
  return timingSafeEqual(digest(text ?? ''), digest(key))
}

export function hasCookie({ cookie, port }: RequestFacts, key: string): boolean {
  const start = `${cookieName(port)}=`
  const own = (cookie ?? '').split(';').map((part) => part.trim())
  const value = own.find((part) => part.startsWith(start))?.slice(start.length)
  return isKey(value, key)
}

/** A socket carries everything that a person may do, so its page is checked as well. */
export function maySocket(facts: RequestFacts, key: string): boolean {
  const isOwnPage = isLoopbackHost(facts) && facts.origin === `http://${facts.host}`
  return isOwnPage && hasCookie(facts, key)
}
