/**
 * Job processes that the shell starts on the engine's behalf: for an engine in a utility process,
 * which can not fork further ones itself (and a packaged Electron refuses to run as plain Node).
 */
import type { ShellAnswer, ShellMessage } from '../../../contract/wire/relay'
import type { JobProcess, ProcessSpawner } from '../jobs/job-process'

interface Listeners {
  onMessage: (message: unknown) => void
  onExit: (how: string, output: string) => void
}

export interface ShellProcesses extends ProcessSpawner {
  /** Says whether the message was about a job process. */
  take(message: ShellMessage): boolean
}

export function shellProcesses(post: (answer: ShellAnswer) => void): ShellProcesses {
  const running = new Map<number, Listeners | undefined>()
  let next = 0
  return {
    spawn(entry, env): JobProcess {
      const job = next++
      running.set(job, undefined)
      post({ kind: 'start-job', job, entry, env })
      return {
        pid: undefined,
        send: (message) => running.has(job) && post({ kind: 'job-message', job, message }),
        listen: (onMessage, onExit) => void running.set(job, { onMessage, onExit }),
        kill: () => post({ kind: 'stop-job', job })
      }
    },
    take(message) {
      if (message.kind === 'job-message') running.get(message.job)?.onMessage(message.message)
      else if (message.kind === 'job-exit') {
        const listeners = running.get(message.job)
        running.delete(message.job)
        listeners?.onExit(`exit code ${message.code}`, '')
      } else return false
      return true
    }
  }
}
