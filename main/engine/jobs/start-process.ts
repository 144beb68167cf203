/**
 * Starts a job process and follows it to its one end: a result, an error it told, or a crash.
 * Records are handled one after the other and answered; what they mean is the caller's matter.
 */
import type { Id, Progress } from '../../../contract/records/basics'
import type { RunConfig } from '../../../contract/records/run'
import { errorFromRecord, LoupeError } from '../../../contract/wire/errors'
import { environmentFor } from '../../dictionaries/backend/environment'
import type { JobProcess, ProcessSpawner } from './job-process'
import type { FromJob, JobEntry, JobTypes, ToJob } from './protocol'
import type { Wish } from './protocol/training'

/** How long a process may take to clean up after it was asked to end, where nothing else is said. */
const usualGraceMs = 10_000

export interface ProcessRequest<K extends JobEntry> {
  entry: K
  spec: JobTypes[K]['spec']
  /** Of the run that is computed, where there is one: precision and width decide how the libraries start. */
  config?: Pick<RunConfig, 'precision' | 'dSae'>
  /** Cores that products may use; all when left out. */
  threads?: number | undefined
  onProgress?: ((progress: Progress) => void) | undefined
  onRecord?: (record: JobTypes[K]['record']) => void
  signal?: AbortSignal
  /** How long it may take to clean up after it was asked to end; 0: there is nothing to clean up. */
  graceMs?: number
}

export interface RunningProcess<K extends JobEntry> {
  /** Rejects with a LoupeError: what the process said, `crashed`, or `cancelled`. */
  readonly result: Promise<JobTypes[K]['result']>
  /** `run`: the one that is meant, where the process trains several; all when left out. */
  wish(wish: Wish, run?: Id): void
  /** Asks the process to end; it is killed when it does not. */
  cancel(): void
}

const titles: Record<JobEntry, string> = {
  train: 'training',
  together: 'training',
  estimate: 'estimate',
  analyze: 'analysis',
  pins: 'measuring',
  inspect: 'inspection',
  export: 'export',
  dictionary: 'dictionary',
  fit: 'comparing',
  study: 'study',
  draft: 'drafting',
  probe: 'probe'
}

export function startProcess<K extends JobEntry>(spawner: ProcessSpawner, request: ProcessRequest<K>): RunningProcess<K> {
  const child = spawner.spawn(`job-${request.entry}.cjs`, environmentFor(request.config ?? {}, request.threads))
  const send = (message: ToJob<K>) => child.send(message)
  let grace: NodeJS.Timeout | undefined
  const cancel = () => {
    send({ kind: 'cancel' })
    grace ??= setTimeout(() => child.kill(), request.graceMs ?? usualGraceMs)
  }
  const result = follow(child, request).finally(() => {
    clearTimeout(grace)
    request.signal?.removeEventListener('abort', cancel)
  })
  send({ kind: 'start', spec: request.spec })
  if (request.signal?.aborted) cancel()
  request.signal?.addEventListener('abort', cancel)
  return { result, wish: (wish, run) => send({ kind: 'wish', wish, run }), cancel }
}

function follow<K extends JobEntry>(child: JobProcess, request: ProcessRequest<K>): Promise<JobTypes[K]['result']> {
  return new Promise((resolve, reject) => {
    let lastWord: (() => void) | undefined
    const fail = (error: unknown) => {
      lastWord ??= () => reject(error)
      child.kill()
    }
    const record = (message: FromJob<K> & { kind: 'record' }) => {
      request.onRecord?.(message.record)
      child.send({ kind: 'recorded', sequence: message.sequence })
    }
    const receive = (message: FromJob<K>) => {
      if (lastWord) return
      if (message.kind === 'progress') request.onProgress?.(message.progress)
      else if (message.kind === 'record') record(message)
      else {
        lastWord = message.kind === 'done' ? () => resolve(message.result) : () => reject(errorFromRecord(message.error))
        child.kill()
      }
    }
    child.listen(
      (message) => {
        try {
          receive(message as FromJob<K>)
        } catch (error) {
          fail(error)
        }
      },
      (how, output) => (lastWord ? lastWord() : reject(crash(request, how, output)))
    )
  })
}

function crash<K extends JobEntry>(request: ProcessRequest<K>, how: string, output: string): LoupeError {
  if (request.signal?.aborted) return new LoupeError('cancelled', 'Cancelled')
  const title = titles[request.entry]
  return new LoupeError('crashed', `The ${title} process ended without an answer (${how})`, {
    hint: 'What was saved before is intact. Start it again; if it happens again, look into the log in Loupe’s data folder.',
    cause: output
  })
}
