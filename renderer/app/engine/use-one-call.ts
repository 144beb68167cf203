/** A call that takes a while: one at a time, with its progress, ended by the next one, by `stop` or `cancel`, and with the component. */
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { Method, Params, Result } from '../../../contract/calls/index'
import type { Progress } from '../../../contract/records/basics'
import { type ErrorRecord, errorRecordFrom } from '../../../contract/wire/errors'
import { client } from './client'

export type CallState<M extends Method> =
  | { kind: 'idle' }
  | { kind: 'busy'; progress?: Progress }
  | { kind: 'done'; result: Result<M> }
  | { kind: 'failed'; error: ErrorRecord }

export interface OneCall<M extends Method> {
  state: CallState<M>
  /** Undefined where it failed, was ended or another one was begun. */
  begin(params: Params<M>): Promise<Result<M> | undefined>
  /** Ends the one under way, which then has failed with `cancelled`. */
  stop(): void
  /** Also forgets what the last one gave. */
  cancel(): void
}

export function useOneCall<M extends Method>(method: M): OneCall<M> {
  const [state, setState] = useState<CallState<M>>({ kind: 'idle' })
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => leave(running), [])
  const begin = async (params: Params<M>) => {
    leave(running)
    const mine = new AbortController()
    running.current = mine
    const tell = (next: CallState<M>) => running.current === mine && setState(next)
    tell({ kind: 'busy' })
    try {
      const onProgress = (progress: Progress) => void tell({ kind: 'busy', progress })
      const result = await client().call(method, params, { signal: mine.signal, onProgress })
      tell({ kind: 'done', result })
      return running.current === mine ? result : undefined
    } catch (thrown) {
      tell({ kind: 'failed', error: errorRecordFrom(thrown) })
      return undefined
    }
  }
  const cancel = () => {
    leave(running)
    setState({ kind: 'idle' })
  }
  return { state, begin, stop: () => running.current?.abort(), cancel }
}

/** Ends the one under way; what it still says is not heard. */
function leave(running: RefObject<AbortController | undefined>): void {
  running.current?.abort()
  running.current = undefined
}
