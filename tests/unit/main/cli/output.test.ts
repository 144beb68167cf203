import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Output } from '../../../../main/cli/output'

let stdout: string
let stderr: string
beforeEach(() => {
  stdout = ''
  stderr = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += text
    return true
  })
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    stderr += text
    return true
  })
})
afterEach(() => vi.restoreAllMocks())

describe('output for people', () => {
  it('has results on stdout, remarks and progress on stderr', () => {
    const out = new Output(false)
    out.say('Training')
    out.progress('Training', { done: 1, total: 2, unit: 'steps' })
    out.result({ a: 1 }, ['line 1', 'line 2'])
    out.stream({ never: true })
    expect(stdout).toBe('line 1\nline 2\n')
    expect(stderr).toBe('Training\nTraining: 1 of 2 steps\n')
  })

  it('shows errors with the thing and the remedy on stderr, the thing only once', () => {
    const out = new Output(false)
    out.error({ code: 'not-found', message: 'There is no file', hint: 'Check the path.', place: '/x.npy' })
    out.error({ code: 'empty', message: '/y.npy is empty', place: '/y.npy' })
    expect(stdout).toBe('')
    expect(stderr).toBe('Error: There is no file\n  /x.npy\n  Check the path.\nError: /y.npy is empty\n')
  })
})

describe('output for scripts', () => {
  it('is one object on one line, typed arrays as lists, and nothing else anywhere', () => {
    const out = new Output(true)
    out.say('Training')
    out.progress('Training', 'half')
    out.result({ ids: Uint32Array.of(1, 2), text: 'a\nb' }, ['never'])
    expect(stdout).toBe('{"ids":[1,2],"text":"a\\nb"}\n')
    expect(stderr).toBe('')
  })

  it('has errors on stdout, always with code, message and hint, and what is known besides', () => {
    new Output(true).error({ code: 'busy', message: 'm' }, { run: 'r' })
    expect(JSON.parse(stdout)).toEqual({ error: { code: 'busy', message: 'm', hint: '' }, run: 'r' })
  })
})
