/**
 * Regular expressions of people, run in a thread of their own: one that takes exponential time is ended with its thread, and
 * nothing that the engine does waits for it meanwhile.
 */
import { Worker } from 'node:worker_threads'
import { LoupeError } from '../../../contract/wire/errors'

/** For one block of texts. */
const patternMs = 3_000

/** Of the thread. It knows the texts and the expression, and nothing else. */
const source = `
const { parentPort, workerData } = require('node:worker_threads')
const expression = new RegExp(workerData.pattern, workerData.flags)
parentPort.on('message', (texts) => parentPort.postMessage(Uint8Array.from(texts, (text) => Number(expression.test(text)))))
`

export interface PatternTest {
  /** [texts] 1 where the expression fits. Throws `usage` after 3 s; later calls throw it too. */
  test(texts: readonly string[]): Promise<Uint8Array>
  close(): Promise<void>
}

/** Throws `usage` for what is no regular expression. Call `close` in the end. */
export function startPattern(pattern: string, flags: string, limitMs = patternMs): PatternTest {
  checkSyntax(pattern, flags)
  // What is typed live is often dropped at once: the thread begins with the first block.
  let worker: Worker | undefined
  const close = async (): Promise<void> => void (await worker?.terminate())
  const test = (texts: readonly string[]): Promise<Uint8Array> =>
    new Promise((resolve, reject) => {
      worker ??= new Worker(source, {
        eval: true,
        workerData: { pattern, flags },
        resourceLimits: { maxOldGenerationSizeMb: 256 }
      })
      const end = (work: () => void) => {
        clearTimeout(timer)
        worker?.removeAllListeners()
        work()
      }
      const fail = (cause?: unknown) => end(() => void close().then(() => reject(tooLong(pattern, cause))))
      const timer = setTimeout(fail, limitMs)
      worker.once('message', (matches: Uint8Array) => end(() => resolve(matches)))
      worker.once('error', fail)
      worker.once('exit', () => fail())
      worker.postMessage(texts)
    })
  return { test, close }
}

function checkSyntax(pattern: string, flags: string): void {
  try {
    new RegExp(pattern, flags)
  } catch (cause) {
    throw new LoupeError('usage', `“${pattern}” is not a regular expression`, {
      hint: 'Write it as in JavaScript with the flag u: a backslash before a sign that is meant as it is.',
      cause
    })
  }
}

function tooLong(pattern: string, cause: unknown): LoupeError {
  return new LoupeError('usage', `The pattern “${pattern}” takes too long`, {
    hint: 'Repetitions inside repetitions, as in (a+)+, take exponential time: write it without them.',
    cause
  })
}
