/**
 * Messages of a port until somebody listens, and then straight to the listener.
 * Tells of the end exactly once, also when it came before anybody listened; nothing is handed over after it.
 */
export class Inbox<T> {
  private waiting: T[] = []
  private onMessage: ((message: T) => void) | undefined
  private onClose: (() => void) | undefined
  private closed = false

  take(message: T): void {
    if (this.closed) return
    if (this.onMessage) this.onMessage(message)
    else this.waiting.push(message)
  }

  listen(onMessage: (message: T) => void, onClose: () => void): void {
    this.onMessage = onMessage
    this.onClose = onClose
    const waiting = this.waiting
    this.waiting = []
    for (const message of waiting) onMessage(message)
    if (this.closed) onClose()
  }

  close(): void {
    if (this.closed) return
    this.closed = true
    this.onClose?.()
  }
}
