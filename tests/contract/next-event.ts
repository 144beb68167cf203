/** Waiting for what the engine tells. */
import type { EventName, EventPayload } from '../../contract/events'
import type { Client } from '../../contract/wire/client'

/** The first event that fits, from now on. */
export function nextEvent<E extends EventName>(
  client: Client,
  event: E,
  fits: (payload: EventPayload<E>) => boolean
): Promise<EventPayload<E>> {
  return new Promise((found) => {
    const stop = client.on(event, (payload) => {
      if (!fits(payload)) return
      stop()
      found(payload)
    })
  })
}
