/** Real child processes that speak the protocol by hand: what the engine does with each way a process can behave. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { RunConfig } from '../../../../../contract/records/run'
import type { TrainRecord } from '../../../../../main/engine/jobs/protocol/training'
import { startProcess } from '../../../../../main/engine/jobs/start-process'
import { nodeProcesses } from '../../../../../main/engine/launchers/node-processes'
import { temporaryFolder } from '../project-material'

let folder: string
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Starts a training process whose answer to each message is `script`, with `message` and `send` at hand. */
function start(
  script: string,
  more: {
    signal?: AbortSignal
    graceMs?: number
    onRecord?: (record: TrainRecord) => void
    config?: Pick<RunConfig, 'precision' | 'dSae'>
  } = {}
) {
  const text = `const send = (m) => process.send(m); process.on('message', (message) => { ${script} })`
  writeFileSync(join(folder, 'job-train.cjs'), text)
  const progress: number[] = []
  const process = startProcess(nodeProcesses({ entries: folder }), {
    entry: 'train',
    spec: { run: 'the run' } as never,
    onProgress: ({ done }) => progress.push(done),
    ...more
  })
  return { process, progress }
}

const done = `send({ kind: 'done', result: { step: 5, outcome: 'done' } })`

describe('a job process', () => {
  it('gets its work and gives its result, with progress on the way', async () => {
    const { process, progress } = start(`
      if (message.kind !== 'start' || message.spec.run !== 'the run') return
      for (const n of [1, 2, 3]) send({ kind: 'progress', progress: { done: n, total: 3, unit: 'steps' } })
      ${done}`)
    expect(await process.result).toEqual({ step: 5, outcome: 'done' })
    expect(progress).toEqual([1, 2, 3])
  })

  it('computes exactly unless it is told otherwise, whatever the engine’s own environment says', async () => {
    const answer = `send({ kind: 'done', result: { outcome: process.env.ONEDNN_DEFAULT_FPMATH_MODE } })`
    process.env.ONEDNN_DEFAULT_FPMATH_MODE = 'BF16'
    onTestFinished(() => void delete process.env.ONEDNN_DEFAULT_FPMATH_MODE)
    expect(await start(answer).process.result).toEqual({ outcome: 'STRICT' })
    expect(await start(answer, { config: { precision: 'fast', dSae: 8 } }).process.result).toEqual({ outcome: 'BF16' })
  })

  it('hears of each record that is on disk, in order', async () => {
    const records: TrainRecord[] = []
    const { process } = start(
      `if (message.kind === 'start') { for (const sequence of [7, 8]) send({ kind: 'record', sequence, record: { about: 'paused', step: sequence } }) }
       else { (globalThis.heard ??= []).push(message.sequence); if (globalThis.heard.join() === '7,8') ${done} }`,
      { onRecord: (record) => records.push(record) }
    )
    await process.result
    expect(records).toEqual([
      { about: 'paused', step: 7 },
      { about: 'paused', step: 8 }
    ])
  })

  it('is ended when a record can not be kept, and the reason is the error', async () => {
    const { process } = start(
      `if (message.kind === 'start') send({ kind: 'record', sequence: 0, record: { about: 'resumed' } })`,
      {
        onRecord: () => {
          throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
        }
      }
    )
    await expect(process.result).rejects.toMatchObject({ code: 'ENOSPC' })
  })

  it('gives its error with code and hint', async () => {
    const { process } = start(
      `send({ kind: 'failed', error: { code: 'changed', message: 'other content', hint: 'restore it' } })`
    )
    await expect(process.result).rejects.toMatchObject({ name: 'LoupeError', code: 'changed', hint: 'restore it' })
  })

  it.each([
    ['ends by itself', 'process.exit(3)', 'exit code 3'],
    ['is killed', `process.kill(process.pid, 'SIGKILL')`, 'SIGKILL'],
    ['throws', `console.error('the last words'); throw new Error('inside')`, 'exit code 1']
  ])('that %s without an answer has crashed, and the message says how', async (_, script, how) => {
    const { process } = start(script)
    const error = await process.result.catch((thrown) => thrown)
    expect(error).toMatchObject({ code: 'crashed', message: expect.stringContaining(how), hint: expect.any(String) })
    expect(error.message).not.toContain('at ')
  })

  it('keeps its last output with the error of a crash, for the log', async () => {
    const { process } = start(`console.error('the last words'); process.exit(1)`)
    await expect(process.result).rejects.toMatchObject({ cause: expect.stringContaining('the last words') })
  })

  it('whose entry is missing has crashed too', async () => {
    const spawner = nodeProcesses({ entries: join(folder, 'nowhere') })
    await expect(startProcess(spawner, { entry: 'probe', spec: { task: 'backend' } }).result).rejects.toMatchObject({
      code: 'crashed'
    })
  })

  it('can end in order when it is cancelled', async () => {
    const abort = new AbortController()
    const { process } = start(
      `if (message.kind === 'start') send({ kind: 'progress', progress: { done: 0, total: 1, unit: 'steps' } })
       if (message.kind === 'cancel') send({ kind: 'failed', error: { code: 'cancelled', message: 'Cancelled' } })`,
      { signal: abort.signal }
    )
    abort.abort()
    await expect(process.result).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('that has nothing to clean up is ended at once when it is cancelled, however busy it is', async () => {
    const abort = new AbortController()
    const { process, progress } = start(
      `send({ kind: 'progress', progress: { done: 0, total: 1, unit: 'rows' } }); setTimeout(() => { for (;;); }, 50)`,
      { signal: abort.signal, graceMs: 0 }
    )
    await expect.poll(() => progress.length).toBe(1)
    setTimeout(() => abort.abort(), 200)
    await expect(process.result).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('hears wishes', async () => {
    const { process } = start(`if (message.wish === 'stop') ${done}`)
    process.wish('stop')
    expect(await process.result).toMatchObject({ outcome: 'done' })
  })
})
