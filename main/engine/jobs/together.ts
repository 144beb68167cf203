/** A process that trains several runs at once, as each of them sees it: as a training process of its own. */
import { errorFromRecord, LoupeError } from '../../../contract/wire/errors'
import type { ProcessSpawner } from './job-process'
import type { TogetherRecord, TrainResult, TrainSpec, Wish } from './protocol/training'
import { type ProcessRequest, type RunningProcess, startProcess } from './start-process'

interface Member {
  request: Pick<ProcessRequest<'train'>, 'onRecord' | 'onProgress'>
  resolve(result: TrainResult): void
  reject(error: unknown): void
}

/** All members are there before the first word of the process: they are made right after it. */
export class Together {
  private readonly process: RunningProcess<'together'>
  private readonly members = new Map<string, Member>()

  constructor(spawner: ProcessSpawner, members: TrainSpec[], threads: number | undefined) {
    this.process = startProcess(spawner, {
      entry: 'together',
      spec: { members },
      config: { ...members[0].config, dSae: members.reduce((sum, { config }) => sum + config.dSae, 0) },
      threads,
      onRecord: (record) => this.take(record)
    })
    this.process.result.then(
      () => this.endAll(new LoupeError('crashed', 'The training process ended before this run did')),
      (error) => this.endAll(error)
    )
  }

  /** One of them. A pause is for all: they wait for one another at every batch. */
  member(run: string, request: Member['request']): RunningProcess<'train'> {
    const result = new Promise<TrainResult>((resolve, reject) => this.members.set(run, { request, resolve, reject }))
    const wish = (own: Wish) => this.process.wish(own, own === 'pause' || own === 'resume' ? undefined : run)
    return { result, wish, cancel: () => this.process.wish('discard', run) }
  }

  private take(record: TogetherRecord): void {
    const { run, about } = record
    const member = this.members.get(run)
    if (about === 'news') member?.request.onRecord?.(record.news)
    else if (about === 'progress') member?.request.onProgress?.(record.progress)
    else {
      this.members.delete(run)
      if (about === 'ended') member?.resolve(record.result)
      else member?.reject(errorFromRecord(record.error))
    }
  }

  private endAll(error: unknown): void {
    for (const { reject } of this.members.values()) reject(error)
    this.members.clear()
  }
}
