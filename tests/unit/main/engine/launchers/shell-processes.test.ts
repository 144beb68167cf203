/** An engine's side of jobs that the shell starts; the shell of the test does it with real Node children. */
import { type ChildProcess, fork } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Precision } from '../../../../../contract/records/run'
import { ShellAnswer, ShellMessage } from '../../../../../contract/wire/relay'
import { startProcess } from '../../../../../main/engine/jobs/start-process'
import { type ShellProcesses, shellProcesses } from '../../../../../main/engine/launchers/shell-processes'
import { temporaryFolder } from '../project-material'

let folder: string
let processes: ShellProcesses
const children = new Map<number, ChildProcess>()

beforeEach(() => {
  folder = temporaryFolder()
  children.clear()
  processes = shellProcesses((answer) => obey(ShellAnswer.parse(structuredClone(answer))))
})
afterEach(() => {
  for (const child of children.values()) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

function obey(answer: ShellAnswer): void {
  if (answer.kind === 'start-job') startJob(answer.job, answer.entry, answer.env)
  else if (answer.kind === 'job-message') children.get(answer.job)?.send(answer.message as object)
  else if (answer.kind === 'stop-job') children.get(answer.job)?.kill('SIGKILL')
}

function startJob(job: number, entry: string, env: Record<string, string>): void {
  const child = fork(join(folder, entry), [], { serialization: 'advanced', execArgv: [], env: { ...process.env, ...env } })
  children.set(job, child)
  const tell = (message: unknown) => processes.take(ShellMessage.parse(message))
  child.on('message', (message) => tell({ kind: 'job-message', job, message }))
  child.on('exit', (code) => tell({ kind: 'job-exit', job, code }))
}

const start = (script: string, precision: Precision = 'exact') => {
  writeFileSync(join(folder, 'job-train.cjs'), `process.on('message', (message) => { ${script} })`)
  return startProcess(processes, { entry: 'train', spec: {} as never, config: { precision, dSae: 8 } })
}

describe('jobs that the shell starts', () => {
  it('get their messages and environment, and answer', async () => {
    const job = start(
      `if (message.kind === 'start') process.send({ kind: 'done', result: { outcome: process.env.ONEDNN_DEFAULT_FPMATH_MODE } })`,
      'fast'
    )
    expect(await job.result).toEqual({ outcome: 'BF16' })
  })

  it('that end without an answer have crashed', async () => {
    await expect(start('process.exit(4)').result).rejects.toMatchObject({
      code: 'crashed',
      message: expect.stringContaining('4')
    })
  })

  it('are kept apart', async () => {
    const echo = `if (message.wish) process.send({ kind: 'done', result: { step: 0, outcome: message.wish } })`
    const [one, other] = [start(echo), start(echo)]
    other.wish('stop')
    one.wish('leave')
    expect([await one.result, await other.result]).toMatchObject([{ outcome: 'leave' }, { outcome: 'stop' }])
  })

  it('leave other messages to others', () => {
    expect(processes.take({ kind: 'end' })).toBe(false)
    expect(processes.take({ kind: 'job-exit', job: 77, code: 0 })).toBe(true)
  })
})
