/**
 * Gives redraws their turns: at most one per animation frame, all of them at most every `intervalMs`,
 * none while the page is hidden, and at once when it is seen again. Knows neither charts nor data.
 */

/** What of the browser it needs; the tests bring their own. */
export interface FrameClock {
  now(): number
  requestFrame(callback: () => void): number
  cancelFrame(handle: number): void
  isHidden(): boolean
  onVisibility(listener: () => void): () => void
}

const browserClock: FrameClock = {
  now: () => performance.now(),
  requestFrame: (callback) => requestAnimationFrame(callback),
  cancelFrame: (handle) => cancelAnimationFrame(handle),
  isHidden: () => document.hidden,
  onVisibility: (listener) => {
    document.addEventListener('visibilitychange', listener)
    return () => document.removeEventListener('visibilitychange', listener)
  }
}

export class FrameTurns {
  readonly #tasks = new Set<() => void>()
  #waiting: (() => void)[] = []
  #isDirty = false
  #handle: number | null = null
  #roundStart = Number.NEGATIVE_INFINITY
  #stopListening: (() => void) | null = null

  constructor(
    readonly intervalMs: number,
    readonly clock: FrameClock = browserClock
  ) {}

  /** Turns are given from now until `stop`; may be started again. */
  start(): void {
    this.#stopListening ??= this.clock.onVisibility(() => this.#schedule())
    this.#schedule()
  }

  stop(): void {
    this.#stopListening?.()
    this.#stopListening = null
    if (this.#handle !== null) this.clock.cancelFrame(this.#handle)
    this.#handle = null
  }

  /** Takes part from the next round on; returns the function that leaves. */
  add(task: () => void): () => void {
    this.#tasks.add(task)
    return () => this.#tasks.delete(task)
  }

  /** Something changed: everyone gets a turn soon. */
  markDirty(): void {
    this.#isDirty = true
    this.#schedule()
  }

  #schedule(): void {
    const hasWork = this.#isDirty || this.#waiting.length > 0
    if (this.#stopListening === null || this.#handle !== null || !hasWork || this.clock.isHidden()) return
    this.#handle = this.clock.requestFrame(() => this.#frame())
  }

  #frame(): void {
    this.#handle = null
    if (this.clock.isHidden()) return
    if (this.#waiting.length === 0 && this.clock.now() - this.#roundStart >= this.intervalMs) this.#startRound()
    const task = this.#waiting.shift()
    if (task && this.#tasks.has(task)) task()
    this.#schedule()
  }

  #startRound(): void {
    this.#roundStart = this.clock.now()
    this.#isDirty = false
    this.#waiting = [...this.#tasks]
  }
}
