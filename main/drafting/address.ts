/**
 * Which addresses a person may name for a model's server: https to anywhere, http to this machine only unless they say otherwise.
 * Nothing of a name, a password or a question may stand in it.
 */
import { LoupeError } from '../../contract/wire/errors'

export interface CheckedAddress {
  /** Base with a slash at its end. */
  base: URL
  isLoopback: boolean
}

/** Throws `usage` for what is no address of a server, `denied` for one that would need `plainHttp`. */
export function checkedAddress(text: string, plainHttp: boolean): CheckedAddress {
  const base = urlFrom(text.trim())
  const isLoopback = isLoopbackHost(base.hostname)
  if (base.protocol === 'http:' && !isLoopback && !plainHttp)
    throw new LoupeError('denied', `${base.host} is another machine, and http:// would send everything unencrypted`, {
      hint: 'Use https://, or allow unencrypted connections in the settings for a network that you trust.'
    })
  return { base, isLoopback }
}

/** Who is asked: scheme, host and port, as a key is bound to them. Undefined for what is no address. */
export function originOf(text: string): string | undefined {
  try {
    return urlFrom(text.trim()).origin
  } catch {
    return undefined
  }
}

/** `path` under the base, as `chat/completions`. */
export function endpoint({ base }: CheckedAddress, path: string): URL {
  return new URL(path, base)
}

/** `localhost` means this machine (RFC 6761); all of 127.0.0.0/8 and ::1 do. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}

function urlFrom(text: string): URL {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    throw refused('This is not an address')
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refused('The address must begin with http:// or https://')
  if (url.username || url.password) throw refused('A name or password must not stand in the address')
  if (url.search || url.hash) throw refused('The address must end with its path, without ? or #')
  if (!url.pathname.endsWith('/')) url.pathname += '/'
  return url
}

function refused(message: string): LoupeError {
  return new LoupeError('usage', message, { hint: 'Give the base of the server, as http://127.0.0.1:11434/v1.' })
}
