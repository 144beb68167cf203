/**
 * The envelope in which calls, answers and events travel, whatever the transport.
 * Values keep their typed arrays; a transport that can only carry bytes uses codec.ts.
 */
import { z } from 'zod'
import { Progress } from '../records/basics'
import { ErrorRecord } from './errors'

/** Raised when an older reader could misunderstand a newer writer. */
export const wireVersion = 1

const Version = z.literal(wireVersion)
const CallId = z.number().int().nonnegative()

/** What a client sends. */
export const ClientMessage = z.discriminatedUnion('kind', [
  z.object({ v: Version, kind: z.literal('call'), id: CallId, method: z.string().max(100), params: z.unknown() }),
  z.object({ v: Version, kind: z.literal('cancel'), id: CallId }),
  /** Says that an event was dealt with; of a frame event at most one is under way per client. */
  z.object({ v: Version, kind: z.literal('ack'), sequence: z.number().int().nonnegative() })
])
export type ClientMessage = z.infer<typeof ClientMessage>

/** What the engine sends. */
export const EngineMessage = z.discriminatedUnion('kind', [
  z.object({ v: Version, kind: z.literal('result'), id: CallId, value: z.unknown() }),
  z.object({ v: Version, kind: z.literal('error'), id: CallId, error: ErrorRecord }),
  z.object({ v: Version, kind: z.literal('progress'), id: CallId, progress: Progress }),
  z.object({
    v: Version,
    kind: z.literal('event'),
    sequence: z.number().int().nonnegative(),
    event: z.string(),
    payload: z.unknown()
  })
])
export type EngineMessage = z.infer<typeof EngineMessage>
