import { describe, expect, it } from 'vitest'
import type { EngineMessage } from '../../../../../contract/wire/envelope'
import { columnsOfPoints } from '../../../../../main/engine/connections/merge-frames'
import { Outbox } from '../../../../../main/engine/connections/outbox'

type EventMessage = EngineMessage & { kind: 'event' }

function outbox() {
  const sent: EventMessage[] = []
  return { box: new Outbox((message) => sent.push(message as EventMessage)), sent }
}

const payload = (step: number, run = 'r') => ({
  project: 'p',
  frame: { run, columns: columnsOfPoints([{ split: 'train', step, seconds: 0, values: { loss: step } }]), marks: [] }
})
const frameOf = ({ payload: sent }: EventMessage) => (sent as ReturnType<typeof payload>).frame
const stepsOf = (event: EventMessage) => [...frameOf(event).columns[0].steps]

describe('live frames', () => {
  it('are never two under way; what comes meanwhile is one frame once the first is dealt with', () => {
    const { box, sent } = outbox()
    for (const step of [1, 2, 3, 4]) box.send('run.frame', payload(step))
    expect(sent.map(stepsOf)).toEqual([[1]])
    box.acknowledge(sent[0].sequence)
    expect(sent.map(stepsOf)).toEqual([[1], [2, 3, 4]])
    box.acknowledge(sent[1].sequence)
    box.send('run.frame', payload(5))
    expect(sent.map(stepsOf)).toEqual([[1], [2, 3, 4], [5]])
  })

  it('of several runs wait side by side and take turns', () => {
    const { box, sent } = outbox()
    box.send('run.frame', payload(1, 'a'))
    box.send('run.frame', payload(2, 'b'))
    box.send('run.frame', payload(3, 'a'))
    for (const at of [0, 1, 2]) box.acknowledge(sent[at]?.sequence)
    expect(sent.map((event) => [frameOf(event).run, stepsOf(event)])).toEqual([
      ['a', [1]],
      ['b', [2]],
      ['a', [3]]
    ])
  })

  it('go on only with the acknowledgment of a frame, not with that of another event', () => {
    const { box, sent } = outbox()
    box.send('run.frame', payload(1))
    box.send('run.frame', payload(2))
    box.send('run.deleted', { project: 'p', run: 'x' })
    box.acknowledge(sent[1].sequence)
    box.acknowledge(999)
    expect(sent).toHaveLength(2)
  })
})

describe('other events', () => {
  it('go out at once, in order, with rising numbers', () => {
    const { box, sent } = outbox()
    for (const run of ['a', 'b', 'c']) box.send('run.deleted', { project: 'p', run })
    expect(sent.map(({ sequence, payload: content }) => [sequence, (content as { run: string }).run])).toEqual([
      [0, 'a'],
      [1, 'b'],
      [2, 'c']
    ])
  })
})
