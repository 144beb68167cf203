/** Where a window may go: nowhere. Links to known places open in the person's own browser. Pure decisions. */
import { appOrigin, parsed } from './content'

const openHosts = new Set(['github.com', 'arxiv.org'])

export type Destination = 'in-app' | 'browser' | 'refused'

export function destinationOf(address: string): Destination {
  const url = parsed(address)
  if (!url) return 'refused'
  if (isOurs(address)) return 'in-app'
  return url.protocol === 'https:' && openHosts.has(url.hostname) ? 'browser' : 'refused'
}

/** True for a page of Loupe itself: exact scheme and host, never a prefix comparison. */
export function isOurs(address: string): boolean {
  const url = parsed(address)
  return url !== undefined && `${url.protocol}//${url.host}` === appOrigin
}

/** Requests that a page may make: its own files, what it made itself, and developer tools in development. */
export function mayRequest(address: string, development: boolean): boolean {
  if (isOurs(address)) return true
  return /^(blob|data):/.test(address) || (development && /^devtools:/.test(address))
}
