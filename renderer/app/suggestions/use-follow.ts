/** Brings labels: the call with its progress and its cancel. */
import { useEffect, useRef, useState } from 'react'
import type { Params } from '../../../contract/calls/index'
import type { Progress } from '../../../contract/records/basics'
import type { FollowReport } from '../../../contract/records/suggestion'
import { type ErrorRecord, errorRecordFrom } from '../../../contract/wire/errors'
import { client } from '../engine/client'

type FollowState =
  | { kind: 'idle' }
  | { kind: 'busy'; progress: Progress | undefined }
  | { kind: 'failed'; error: ErrorRecord }
  | { kind: 'done'; report: FollowReport }

export interface Follow {
  state: FollowState
  start(params: Params<'labels.follow'>): void
  cancel(): void
}

/** Closing the dialog cancels what is under way. */
export function useFollow(): Follow {
  const [state, setState] = useState<FollowState>({ kind: 'idle' })
  const abort = useRef<AbortController>(undefined)
  useEffect(() => () => abort.current?.abort(), [])
  return {
    state,
    start(params) {
      abort.current?.abort()
      const own = new AbortController()
      abort.current = own
      const tell = (next: FollowState) => abort.current === own && setState(next)
      tell({ kind: 'busy', progress: undefined })
      client()
        .call('labels.follow', params, { signal: own.signal, onProgress: (progress) => tell({ kind: 'busy', progress }) })
        .then((report) => tell({ kind: 'done', report }))
        .catch((thrown) => tell({ kind: 'failed', error: errorRecordFrom(thrown) }))
    },
    cancel: () => abort.current?.abort()
  }
}
