import { describe, expect, it } from 'vitest'
import { TrainingWishes } from '../../../../../../main/engine/jobs/entries/training-wishes'
import type { ControlWish } from '../../../../../../main/engine/jobs/protocol/training'

function wished(...wishes: ControlWish[]) {
  const told: string[] = []
  const control = new TrainingWishes((news) => told.push(news))
  for (const wish of wishes) control.take(wish)
  return { control, told }
}

describe('wishes of a training', () => {
  it.each<[ControlWish[], string]>([
    [[], 'run'],
    [['pause'], 'pause'],
    [['pause', 'resume'], 'run'],
    [['stop'], 'stop'],
    [['discard'], 'stop'],
    [['leave'], 'stop'],
    [['checkpoint'], 'run'],
    [['pause', 'checkpoint'], 'pause']
  ])('%j want it to %s', (wishes, wanted) => {
    expect(wished(...wishes).control.wanted()).toBe(wanted)
  })

  it('only drop the work when that is said', () => {
    expect(wished('stop').control.discarded.signal.aborted).toBe(false)
    expect(wished('discard').control.discarded.signal.aborted).toBe(true)
    expect([wished('leave').control.left, wished('stop').control.left]).toEqual([true, false])
  })

  it('hand each request for a checkpoint over once', () => {
    const { control } = wished('checkpoint')
    expect([control.takeCheckpointRequest(), control.takeCheckpointRequest()]).toEqual([true, false])
  })

  it.each<[ControlWish, string[]]>([
    ['resume', ['paused', 'resumed']],
    ['stop', ['paused']],
    ['leave', ['paused']]
  ])('end a pause by %s, and the news are told', async (wish, news) => {
    const { control, told } = wished('pause')
    const resumed = control.whenResumed()
    await Promise.resolve()
    expect(told).toEqual(['paused'])
    control.take('pause')
    control.take(wish)
    await resumed
    expect(told).toEqual(news)
  })

  it('wait out a problem as a pause that nobody wished for, and tell it', async () => {
    const told: unknown[] = []
    const control = new TrainingWishes((news, problem) => told.push([news, problem?.code]))
    const held = control.heldUp({ code: 'disk-full', message: 'The disk is full' })
    expect(control.wanted()).toBe('pause')
    control.take('resume')
    await held
    expect([control.wanted(), told]).toEqual([
      'run',
      [
        ['paused', 'disk-full'],
        ['resumed', undefined]
      ]
    ])
  })

  it('do not wait for room when the end is wanted already', async () => {
    const { control, told } = wished('stop')
    await control.heldUp({ code: 'disk-full', message: 'The disk is full' })
    expect([control.wanted(), told]).toEqual(['stop', ['paused']])
  })
})
