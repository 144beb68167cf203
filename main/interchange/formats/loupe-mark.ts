/** Kinds that a format has no word for, as Loupe marks them beside its words (`loupe: { kind, streams }`). */
import type { Config } from './config'
import type { About } from './reading'

/** `beside`: where the mark may be. */
export function marked(beside: Config | undefined, about: About): About {
  const loupe = beside?.at('loupe')
  const kind = loupe?.text('kind')
  if (kind !== 'crosscoder' && kind !== 'transcoder') return about
  const dOut = about.dOut ?? about.dIn
  const streams = loupe?.values.streams
  const isStreams = Array.isArray(streams) && streams.every((width) => Number.isInteger(width) && width > 0)
  return { ...about, kind, dOut, ...(kind === 'crosscoder' && isStreams ? { streams } : {}) }
}
