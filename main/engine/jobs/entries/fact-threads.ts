/** Facts worked out by threads beside the main one, each with an opened activation index of its own (facts-thread.ts). */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { type ErrorRecord, errorFromRecord, LoupeError } from '../../../../contract/wire/errors'
import type { FactsMaterial } from '../../../analysis/passes/measured-feature'
import type { FactBlock, FactMakers, FeatureRange } from '../../../analysis/ports'

/** What all threads work on. */
export interface FactsWork {
  /** Of the finished activation index. */
  folder: string
  material: FactsMaterial
}

export interface FactsQuestion {
  question: number
  range: FeatureRange
}

export type FactsAnswer = { question: number } & ({ block: FactBlock } | { error: ErrorRecord })

/** More threads than this wait for the store. */
const mostThreads = 4
/** Blocks a thread has before it: the main thread does not come to its answers while it searches neighbors. */
const blocksPerThread = 8

export interface FactThreads {
  /** Begins the work, once. */
  makers(work: FactsWork): FactMakers
  close(): Promise<void>
}

/** One core is the store's. */
function coresForFacts(): number {
  const cores = Number(process.env.TF_NUM_INTRAOP_THREADS) || availableParallelism()
  return Math.max(1, Math.min(cores - 1, mostThreads))
}

/** Threads load what they need while rows are encoded. `program`: their file. */
export function startFactThreads(program: string, threads = coresForFacts()): FactThreads {
  const waiting = new Map<number, { resolve(block: FactBlock): void; reject(reason: unknown): void }>()
  let asked = 0
  let lost: LoupeError | undefined
  const lose = (cause: unknown) => {
    lost ??= lostThread(cause)
    for (const { reject } of waiting.values()) reject(lost)
    waiting.clear()
  }
  const settle = (answer: FactsAnswer) => {
    const one = waiting.get(answer.question)
    waiting.delete(answer.question)
    if ('block' in answer) one?.resolve(answer.block)
    else one?.reject(errorFromRecord(answer.error))
  }
  const workers = Array.from({ length: threads }, () =>
    new Worker(program).on('message', settle).on('error', lose).on('exit', lose)
  )
  const make = (range: FeatureRange) =>
    new Promise<FactBlock>((resolve, reject) => {
      if (lost) return reject(lost)
      const question = asked++
      waiting.set(question, { resolve, reject })
      workers[question % threads].postMessage({ question, range } satisfies FactsQuestion)
    })
  return {
    makers(work) {
      for (const worker of workers) worker.postMessage(work)
      return { atOnce: threads * blocksPerThread, make }
    },
    close: async () => void (await Promise.all(workers.map((worker) => worker.terminate())))
  }
}

function lostThread(cause: unknown): LoupeError {
  return new LoupeError('internal', 'A thread of the analysis ended before its work did', {
    hint: 'Run the analysis again.',
    cause
  })
}
