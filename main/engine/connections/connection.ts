/**
 * One client of the engine: checks its messages, runs its calls, sends it answers and events.
 * Whatever arrives, the answer is a result or an error record; stacks stay in the engine's log.
 */
import { calls, type Method } from '../../../contract/calls/index'
import type { EventName, EventPayload } from '../../../contract/events'
import { ClientMessage, type EngineMessage, wireVersion } from '../../../contract/wire/envelope'
import { type ErrorRecord, errorRecordFrom, LoupeError } from '../../../contract/wire/errors'
import type { Port } from '../../../contract/wire/port'
import type { CallContext, Handlers } from './handlers'
import { Outbox } from './outbox'
import type { ConnectionPolicy } from './policy'
import { sentenceOf } from './schema-errors'

/** A client that has more calls than this under way is not one of ours. */
const mostCalls = 1_000

export interface ConnectionOptions {
  handlers: Handlers
  policy: ConnectionPolicy
  /** Parse results too; in development and tests, since a wrong one is a defect of Loupe. */
  checkResults: boolean
  onDefect: (error: unknown) => void
  onClose: () => void
}

export class Connection {
  private readonly running = new Map<number, AbortController>()
  private readonly outbox: Outbox
  private closed = false

  constructor(
    private readonly port: Port<EngineMessage, ClientMessage>,
    private readonly options: ConnectionOptions
  ) {
    this.outbox = new Outbox((message) => this.post(message))
    port.listen(
      (message) => this.receive(message),
      () => this.end()
    )
  }

  announce<E extends EventName>(event: E, payload: EventPayload<E>): void {
    if (!this.closed) this.outbox.send(event, payload)
  }

  close(): void {
    this.port.close()
    this.end()
  }

  private end(): void {
    if (this.closed) return
    this.closed = true
    for (const abort of this.running.values()) abort.abort()
    this.running.clear()
    this.options.onClose()
  }

  private receive(raw: unknown): void {
    const parsed = ClientMessage.safeParse(raw)
    if (!parsed.success) this.refuse(raw)
    else if (parsed.data.kind === 'cancel') this.running.get(parsed.data.id)?.abort()
    else if (parsed.data.kind === 'ack') this.outbox.acknowledge(parsed.data.sequence)
    else void this.answer(parsed.data.id, parsed.data.method, parsed.data.params)
  }

  /** What is not a message gets an answer when it at least has a number to answer to. */
  private refuse(raw: unknown): void {
    const id = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : undefined
    if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 0 || this.running.has(id)) return
    this.fail(id, { code: 'usage', message: 'This is not a message that this version of Loupe understands' })
  }

  private async answer(id: number, method: string, params: unknown): Promise<void> {
    if (this.running.has(id)) return
    if (this.running.size >= mostCalls) {
      this.fail(id, { code: 'busy', message: 'Too many calls are under way' })
      return
    }
    const abort = new AbortController()
    this.running.set(id, abort)
    try {
      const value = await this.perform(id, method, params, abort.signal)
      this.post({ v: wireVersion, kind: 'result', id, value })
    } catch (error) {
      this.fail(id, this.recordOf(error, abort.signal))
    } finally {
      this.running.delete(id)
    }
  }

  private async perform(id: number, method: string, params: unknown, signal: AbortSignal): Promise<unknown> {
    if (!isMethod(method)) throw new LoupeError('usage', `There is no call named ${method}`)
    const parsed = calls[method].params.safeParse(params)
    if (!parsed.success) throw new LoupeError('usage', `${method}: ${sentenceOf(parsed.error)}`)
    const context: CallContext = {
      signal,
      holder: this,
      paths: this.options.policy,
      tell: (event, payload) => this.announce(event, payload),
      progress: (progress) => {
        if (this.running.has(id)) this.post({ v: wireVersion, kind: 'progress', id, progress })
      }
    }
    const handler = this.options.handlers[method] as (params: unknown, context: CallContext) => unknown
    const value = await handler(parsed.data, context)
    return this.options.checkResults ? calls[method].result.parse(value) : value
  }

  private recordOf(error: unknown, signal: AbortSignal): ErrorRecord {
    if (signal.aborted) return { code: 'cancelled', message: 'Cancelled' }
    const record = errorRecordFrom(error)
    if (record.code !== 'internal') return record
    this.options.onDefect(error)
    return {
      code: 'internal',
      message: `Something went wrong inside Loupe: ${record.message.split('\n')[0].slice(0, 300)}`,
      hint: 'What was saved is intact. The log in Loupe’s data folder has the details.'
    }
  }

  private fail(id: number, error: ErrorRecord): void {
    this.post({ v: wireVersion, kind: 'error', id, error })
  }

  private post(message: EngineMessage): void {
    if (!this.closed) this.port.post(message)
  }
}

function isMethod(name: string): name is Method {
  return Object.hasOwn(calls, name)
}
