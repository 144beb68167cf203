/**
 * Events to one client. Live frames are held back while one is unacknowledged and merged into the next,
 * so that a slow window never has a queue; every other event goes out at once.
 */
import type { EventName, EventPayload } from '../../../contract/events'
import type { LiveFrame } from '../../../contract/records/metrics'
import { type EngineMessage, wireVersion } from '../../../contract/wire/envelope'
import { mergedFrames } from './merge-frames'

type FramePayload = EventPayload<'run.frame'>

export class Outbox {
  private sequence = 0
  /** Sequence of the frame that is under way. */
  private underWay: number | undefined
  /** Frames that wait, by project and run. */
  private readonly waiting = new Map<string, FramePayload>()

  constructor(private readonly post: (message: EngineMessage) => void) {}

  send<E extends EventName>(event: E, payload: EventPayload<E>): void {
    if (event === 'run.frame') this.sendFrame(payload as FramePayload)
    else this.emit(event, payload)
  }

  acknowledge(sequence: number): void {
    if (sequence !== this.underWay) return
    this.underWay = undefined
    const next = this.waiting.entries().next()
    if (next.done) return
    const [key, payload] = next.value
    this.waiting.delete(key)
    this.underWay = this.emit('run.frame', payload)
  }

  private sendFrame(payload: FramePayload): void {
    if (this.underWay === undefined) {
      this.underWay = this.emit('run.frame', payload)
      return
    }
    const key = `${payload.project}/${payload.frame.run}`
    const earlier: LiveFrame | undefined = this.waiting.get(key)?.frame
    this.waiting.set(key, { ...payload, frame: earlier ? mergedFrames(earlier, payload.frame) : payload.frame })
  }

  private emit<E extends EventName>(event: E, payload: EventPayload<E>): number {
    const sequence = this.sequence++
    this.post({ v: wireVersion, kind: 'event', sequence, event, payload })
    return sequence
  }
}
