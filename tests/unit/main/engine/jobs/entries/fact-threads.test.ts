import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { FactsMaterial } from '../../../../../../main/analysis/passes/measured-feature'
import { type FactThreads, startFactThreads } from '../../../../../../main/engine/jobs/entries/fact-threads'
import { temporaryFolder } from '../../../store/samples'

const material = { seed: 1 } as FactsMaterial
let threads: FactThreads | undefined

afterEach(() => threads?.close())

/** Threads that answer with `answer`, the text of a function of the question and of what the work was begun with. */
function makers(answer: string, count = 2) {
  const program = join(temporaryFolder(), 'thread.cjs')
  writeFileSync(
    program,
    `const { parentPort } = require('node:worker_threads')
     const answer = ${answer}
     let work
     parentPort.on('message', (message) => 'material' in message ? work = message : answer(message, work, (told) => parentPort.postMessage(told)))`
  )
  threads = startFactThreads(program, count)
  return threads.makers({ folder: 'the index', material })
}

describe('threads that work facts out', () => {
  it('share the blocks, and each answer reaches its question', async () => {
    const { make } = makers(
      `({ question, range }, { folder }, tell) => setTimeout(() => tell({ question, block: { first: range.first, folder } }), 8 - range.first)`
    )
    const blocks = await Promise.all([0, 1, 2, 3].map((first) => make({ first, next: first + 1 })))
    expect(blocks).toEqual([0, 1, 2, 3].map((first) => ({ first, folder: 'the index' })))
  })

  it('pass on what went wrong with one block, with its code, and go on', async () => {
    const { make } = makers(
      `({ question, range }, work, tell) => tell(range.first === 0 ? { question, error: { code: 'truncated', message: 'became shorter' } } : { question, block: { first: range.first } })`
    )
    await expect(make({ first: 0, next: 1 })).rejects.toMatchObject({ code: 'truncated', message: 'became shorter' })
    expect(await make({ first: 1, next: 2 })).toEqual({ first: 1 })
  })

  for (const [how, answer] of [
    ['throws', `() => { throw new Error('no more memory') }`],
    ['ends', `() => process.exit(3)`]
  ])
    it(`fail every question, also later ones, when one of them ${how}`, async () => {
      const { make } = makers(answer)
      const lost = { code: 'internal', message: expect.stringContaining('A thread of the analysis ended') }
      await expect(make({ first: 0, next: 1 })).rejects.toMatchObject(lost)
      await expect(make({ first: 1, next: 2 })).rejects.toMatchObject(lost)
    })
})
