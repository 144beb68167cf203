/** How the parts of the engine tell all clients that something is so. */
import type { EventName, EventPayload } from '../../../contract/events'

export type Announce = <E extends EventName>(event: E, payload: EventPayload<E>) => void
