/** What the engine wants of a training, in the form in which the training station asks for it. */
import type { ErrorRecord } from '../../../../contract/wire/errors'
import type { TrainingControl } from '../../../training/index'
import type { ControlWish } from '../protocol/training'

export class TrainingWishes implements TrainingControl {
  /** Set when the training should end without a checkpoint. */
  readonly discarded = new AbortController()
  /** True when the end was wanted although there is more to do. */
  left = false
  private want: 'run' | 'pause' | 'stop' = 'run'
  private isCheckpointAsked = false
  private resume: (() => void) | undefined

  /** `problem`: what keeps the training from going on, where nobody wished for the pause. */
  constructor(private readonly tell: (news: 'paused' | 'resumed', problem?: ErrorRecord) => void) {}

  take(wish: ControlWish): void {
    if (wish === 'checkpoint') {
      this.isCheckpointAsked = true
      return
    }
    if (wish === 'leave') this.left = true
    if (wish === 'discard') this.discarded.abort()
    this.want = wish === 'pause' ? 'pause' : wish === 'resume' ? 'run' : 'stop'
    if (this.want !== 'pause') this.resume?.()
  }

  wanted(): 'run' | 'pause' | 'stop' {
    return this.want
  }

  takeCheckpointRequest(): boolean {
    const asked = this.isCheckpointAsked
    this.isCheckpointAsked = false
    return asked
  }

  /** Called once the pause has begun: its checkpoint is written by then. */
  whenResumed(): Promise<void> {
    return this.wait()
  }

  /** A pause that nobody wished for; it ends as others do. */
  heldUp(problem: ErrorRecord): Promise<void> {
    if (this.want === 'run') this.want = 'pause'
    return this.wait(problem)
  }

  private async wait(problem?: ErrorRecord): Promise<void> {
    this.tell('paused', problem)
    while (this.want === 'pause') await new Promise<void>((resolve) => (this.resume = resolve))
    this.resume = undefined
    if (this.want === 'run') this.tell('resumed')
  }
}
