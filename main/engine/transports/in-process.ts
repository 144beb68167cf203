/**
 * Two ends of a connection within one process (command line, tests).
 * Messages are structured clones and arrive later, as over any other transport: neither side can change the other's data.
 */
import type { Port } from '../../../contract/wire/port'
import { Inbox } from './inbox'

/** Two connected ports. Closing either closes both. */
export function portPair<A, B>(): [Port<A, B>, Port<B, A>] {
  const toFirst = new Inbox<B>()
  const toSecond = new Inbox<A>()
  const close = () => {
    toFirst.close()
    toSecond.close()
  }
  const end = <Out, In>(from: Inbox<In>, to: Inbox<Out>): Port<Out, In> => ({
    post: (message) => deliver(to, structuredClone(message)),
    listen: (onMessage, onClose) => from.listen(onMessage, onClose),
    close
  })
  return [end<A, B>(toFirst, toSecond), end<B, A>(toSecond, toFirst)]
}

function deliver<T>(inbox: Inbox<T>, message: T): void {
  setImmediate(() => inbox.take(message))
}
