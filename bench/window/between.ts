/**
 * Stands between the page and its engine: all that they say goes through, and events can be told that the engine did not send.
 * The page takes them as those of its engine, by its own port and client, and each is told when the one before was dealt with.
 */
import type { Page } from 'playwright/test'
import type { Params } from '../../contract/calls/index'
import type { EventName, EventPayload } from '../../contract/events'
import type { ClientMessage, EngineMessage } from '../../contract/wire/envelope'

export interface Between {
  /** What the page asked last for the points of: the run on the screen. */
  shown: Params<'runs.metrics'> | undefined
  /** Resolves when the page has dealt with it. */
  tell<E extends EventName>(event: E, payload: EventPayload<E>): Promise<void>
}

declare global {
  interface Window {
    loupeBetween: Between
  }
}

/** Loads the page again, with `window.loupeBetween` in it from then on. */
export async function standBetween(page: Page): Promise<void> {
  await page.addInitScript(takePort)
  await page.reload()
  await page.getByRole('heading', { level: 1 }).waitFor()
}

/** Runs in the page, before its own scripts: takes the engine's port and hands over another one in its place. */
function takePort(): void {
  // Beyond what an engine counts to.
  const firstOwn = 1e12
  const waiting = new Map<number, () => void>()
  let next = firstOwn
  let page: MessagePort | undefined
  window.loupeBetween = {
    shown: undefined,
    tell(event, payload) {
      const sequence = next++
      const message: EngineMessage = { v: 1, kind: 'event', sequence, event, payload }
      page?.postMessage(message)
      return new Promise((resolve) => waiting.set(sequence, resolve))
    }
  }
  window.addEventListener('message', (event: MessageEvent<{ kind?: string; isOurs?: boolean }>) => {
    const [engine] = event.ports
    if (event.data?.kind !== 'loupe-port' || event.data.isOurs || !engine) return
    event.stopImmediatePropagation()
    const { port1, port2 } = new MessageChannel()
    page = port1
    engine.onmessage = ({ data }) => port1.postMessage(data)
    port1.onmessage = ({ data }: MessageEvent<ClientMessage>) => {
      if (data.kind === 'call' && data.method === 'runs.metrics')
        window.loupeBetween.shown = data.params as Params<'runs.metrics'>
      const done = data.kind === 'ack' ? waiting.get(data.sequence) : undefined
      if (data.kind !== 'ack' || !done) return engine.postMessage(data)
      waiting.delete(data.sequence)
      done()
    }
    window.postMessage({ kind: 'loupe-port', isOurs: true }, location.origin, [port2])
  })
}
