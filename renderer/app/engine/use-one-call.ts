/** A call that takes a while: one at a time, with its progress, ended by the next one, by `cancel`, and with the component. */
import { useEffect, useRef, useState } from 'react'
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
  /** Undefined where it failed, was cancelled or another one was begun. */
  begin(params: Params<M>): Promise<Result<M> | undefined>
  /** Also forgets what the last one gave. */
  cancel(): void
}

export function useOneCall<M extends Method>(method: M): OneCall<M> {
  const [state, setState] = useState<CallState<M>>({ kind: 'idle' })
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])
  const begin = async (params: Params<M>) => {
    running.current?.abort()
    const mine = new AbortController()
    running.current = mine
    const tell = (next: CallState<M>) => !mine.signal.aborted && setState(next)
    tell({ kind: 'busy' })
    try {
      const onProgress = (progress: Progress) => void tell({ kind: 'busy', progress })
      const result = await client().call(method, params, { signal: mine.signal, onProgress })
      tell({ kind: 'done', result })
      return mine.signal.aborted ? undefined : result
    } catch (thrown) {
      tell({ kind: 'failed', error: errorRecordFrom(thrown) })
      return undefined
    }
  }
  const cancel = () => {
    running.current?.abort()
    setState({ kind: 'idle' })
  }
  return { state, begin, cancel }
}
