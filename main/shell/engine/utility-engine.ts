/**
 * The engine as a utility process of Electron: windows get a direct port to it.
 * A utility process can not start others, so the shell starts its job processes and passes their messages.
 */
import { join } from 'node:path'
import { type UtilityProcess, utilityProcess } from 'electron'
import { ShellAnswer, type ShellMessage } from '../../../contract/wire/relay'
import type { EngineLink } from './engine-link'

export function startUtilityEngine(entry: string, builtMain: string, env: Record<string, string>): EngineLink {
  const engine = utilityProcess.fork(entry, [], { serviceName: 'Loupe engine', env: { ...process.env, ...env } })
  const jobs = new Map<number, UtilityProcess>()
  const exitListeners: ((code: number | null) => void)[] = []
  let nextPort = 1
  let gone = false

  const send = (message: ShellMessage, transfer: Electron.MessagePortMain[] = []): void => {
    if (!gone) engine.postMessage(message, transfer)
  }

  const startJob = (job: number, jobEntry: string, jobEnv: Record<string, string>): void => {
    const child = utilityProcess.fork(join(builtMain, jobEntry), [], {
      serviceName: `Loupe ${jobEntry}`,
      env: { ...process.env, ...env, ...jobEnv }
    })
    jobs.set(job, child)
    child.on('message', (message) => send({ kind: 'job-message', job, message }))
    child.once('exit', (code) => {
      jobs.delete(job)
      send({ kind: 'job-exit', job, code })
    })
  }

  engine.on('message', (raw) => {
    const answer = ShellAnswer.safeParse(raw)
    if (!answer.success) return
    if (answer.data.kind === 'start-job') startJob(answer.data.job, answer.data.entry, answer.data.env)
    if (answer.data.kind === 'job-message') jobs.get(answer.data.job)?.postMessage(answer.data.message)
    if (answer.data.kind === 'stop-job') jobs.get(answer.data.job)?.kill()
  })
  engine.once('exit', (code) => {
    gone = true
    for (const job of jobs.values()) job.kill()
    for (const listener of exitListeners) listener(code)
  })

  return {
    connect: (port) => send({ kind: 'open', port: nextPort++ }, [port]),
    grant: (paths) => send({ kind: 'grant', paths }),
    tell: (kind) => send({ kind }),
    giveModelKey: (given) => send({ kind: 'model-key', given }),
    end(withinMs) {
      if (gone) return Promise.resolve()
      const exited = new Promise<void>((resolve) => exitListeners.push(() => resolve()))
      send({ kind: 'end' })
      const force = setTimeout(() => engine.kill(), withinMs)
      return exited.finally(() => clearTimeout(force))
    },
    onExit: (listener) => exitListeners.push(listener)
  }
}
