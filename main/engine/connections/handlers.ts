/** What a handler of a call is: the form that the services fill and a connection dispatches to. */
import type { Checked, Method, Result } from '../../../contract/calls/index'
import type { Progress } from '../../../contract/records/basics'
import type { Announce } from './announce'
import type { ConnectionPolicy } from './policy'

export interface CallContext {
  /** Aborted when the caller cancels or goes away. */
  readonly signal: AbortSignal
  /** The caller; what it opened is held for it until it goes away. */
  readonly holder: object
  /** Paths that this caller may name. */
  readonly paths: ConnectionPolicy
  progress(progress: Progress): void
  /** An event to this caller alone. */
  readonly tell: Announce
}

type Handler<M extends Method> = (params: Checked<M>, context: CallContext) => Result<M> | Promise<Result<M>>

export type Handlers<M extends Method = Method> = { [Name in M]: Handler<Name> }

/** The handlers of one area: all methods whose name begins with it. */
export type AreaHandlers<Area extends string> = Handlers<Extract<Method, `${Area}.${string}`>>
