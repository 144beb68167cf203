/** A two-way message port: what every transport offers to the client and to the engine. */

export interface Port<Out, In> {
  post(message: Out): void
  /** Called once, before anything is posted; messages that came earlier are handed over first. */
  listen(onMessage: (message: In) => void, onClose: () => void): void
  close(): void
}
