/**
 * What the shell itself wants to know of the engine: is something running?
 * For it the machine stays awake, or waits for a checkpoint where it is sent to sleep; the taskbar shows progress, quitting asks
 * first, and of a long one's end a person is told.
 * The shell is a client like any window.
 */
import { BrowserWindow, MessageChannelMain, type MessagePortMain, powerSaveBlocker } from 'electron'
import type { Job } from '../../contract/records/job'
import { type Client, createClient } from '../../contract/wire/client'
import type { ClientMessage, EngineMessage } from '../../contract/wire/envelope'
import type { Port } from '../../contract/wire/port'
import type { EngineLink } from './engine/engine-link'
import { sleepHold } from './sleep-hold'

export interface WorkWatch {
  /** Titles of the trainings that run now. */
  trainings(): string[]
}

export function watchWork(engine: EngineLink, onEnd: (job: Job) => void): WorkWatch {
  const running = new Map<string, Job>()
  const hold = sleepHold()
  let blocker: number | undefined
  const client = connect(engine)

  const show = (): void => {
    blocker = keepAwake(running.size > 0, blocker)
    // One that went to sleep is paused when its checkpoint is written, and runs no more.
    hold.set([...running.values()].some(isTraining))
    showProgress([...running.values()])
  }
  client.on('job.changed', (job) => {
    if (job.state === 'running') running.set(job.id, job)
    else running.delete(job.id)
    show()
    if (job.finishedAt !== undefined) onEnd(job)
  })
  client.onClose(() => {
    running.clear()
    show()
  })

  return { trainings: () => [...running.values()].filter(isTraining).map((job) => job.title) }
}

function isTraining(job: Job): boolean {
  return job.kind === 'train'
}

function connect(engine: EngineLink): Client {
  const { port1, port2 } = new MessageChannelMain()
  engine.connect(port1)
  return createClient(portOver(port2))
}

function portOver(port: MessagePortMain): Port<ClientMessage, EngineMessage> {
  return {
    post: (message) => port.postMessage(message),
    listen(onMessage, onClose) {
      port.on('message', ({ data }) => onMessage(data))
      port.on('close', onClose)
      port.start()
    },
    close: () => port.close()
  }
}

function keepAwake(wanted: boolean, blocker: number | undefined): number | undefined {
  if (wanted && blocker === undefined) return powerSaveBlocker.start('prevent-app-suspension')
  if (!wanted && blocker !== undefined) powerSaveBlocker.stop(blocker)
  return wanted ? blocker : undefined
}

function showProgress(jobs: Job[]): void {
  const progress = jobs.find((job) => job.progress && job.progress.total > 0)?.progress
  const share = progress ? progress.done / progress.total : -1
  for (const window of BrowserWindow.getAllWindows()) window.setProgressBar(share)
}
