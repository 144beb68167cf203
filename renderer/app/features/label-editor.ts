/**
 * One label while it is being edited: shows every change at once, saves typing after a short pause and everything else
 * immediately, one call after the other, so that no change overtakes another. Knows no React and no engine: `save` is given.
 */
import type { LabelFields } from '../../../contract/records/label'

/** Typing is on disk within 300 ms: this pause, and the call. */
export const typingPauseMs = 220

export type SaveState =
  | { kind: 'same' }
  /** Changed and not asked to be saved yet, or on its way. */
  | { kind: 'waiting' }
  | { kind: 'saved'; at: number }
  | { kind: 'failed'; error: unknown }

export interface LabelEditorOptions {
  save: (change: Partial<LabelFields>, group: string | undefined) => Promise<LabelFields>
  onChange: () => void
  now?: () => number
  /** Makes the groups of this editor different from all others. */
  name: string
}

export class LabelEditor {
  private stored: LabelFields
  /** Changed by the person and not confirmed by the engine; the latest wins. */
  private pending: Partial<LabelFields> = {}
  private inFlight: Partial<LabelFields> = {}
  private timer: ReturnType<typeof setTimeout> | undefined
  private queue: Promise<void> = Promise.resolve()
  private group = 0
  private groupOfPending: string | undefined
  state: SaveState = { kind: 'same' }
  /** Called after every change of fields or state; the screen that shows the label may change. */
  onChange: () => void

  constructor(
    stored: LabelFields,
    private readonly options: LabelEditorOptions
  ) {
    this.stored = stored
    this.onChange = options.onChange
  }

  /** The label as the person sees it. */
  get fields(): LabelFields {
    return { ...this.stored, ...this.inFlight, ...this.pending }
  }

  get isDirty(): boolean {
    return Object.keys(this.pending).length + Object.keys(this.inFlight).length > 0
  }

  /** What the engine says now (an undo, another window). What is being edited here stays. */
  take(stored: LabelFields): void {
    this.stored = stored
  }

  /** Text as it is typed: a step of undo lasts from entering the field to leaving it. */
  type(field: 'label' | 'notes', text: string): void {
    this.groupOfPending = `${this.options.name}-${this.group}`
    this.put(withStatus(this.fields, { [field]: text }))
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.flush(), typingPauseMs)
  }

  /** Tags, confidence, status: saved at once, together with what was typed before. `together` joins the typing's step of undo. */
  change(change: Partial<LabelFields>, together = false): Promise<boolean> {
    if (!together && Object.keys(this.pending).length > 0) void this.flush()
    if (!together) this.groupOfPending = undefined
    this.put(withStatus(this.fields, change))
    return this.flush()
  }

  /** The field was left: what is typed next is another step of undo. */
  endTyping(): void {
    void this.flush()
    this.group++
  }

  /** Saves what waits. Resolves with false when it could not be saved (it stays pending, and `state` says why). */
  flush(): Promise<boolean> {
    clearTimeout(this.timer)
    if (Object.keys(this.pending).length === 0) return this.queue.then(() => this.state.kind !== 'failed')
    const change = this.pending
    const group = this.groupOfPending
    this.pending = {}
    this.inFlight = { ...this.inFlight, ...change }
    const done = this.queue.then(() => this.send(change, group))
    this.queue = done.then(() => undefined)
    return done
  }

  private put(change: Partial<LabelFields>): void {
    this.pending = { ...this.pending, ...change }
    this.state = { kind: 'waiting' }
    this.onChange()
  }

  private async send(change: Partial<LabelFields>, group: string | undefined): Promise<boolean> {
    try {
      this.stored = await this.options.save(change, group)
      this.inFlight = without(this.inFlight, change)
      if (!this.isDirty) this.state = { kind: 'saved', at: (this.options.now ?? Date.now)() }
      this.onChange()
      return true
    } catch (error) {
      this.inFlight = without(this.inFlight, change)
      // Newer text may be under way: the older must not come back over it.
      const newer = new Set(Object.keys(this.inFlight))
      const lost = Object.fromEntries(Object.entries(change).filter(([field]) => !newer.has(field)))
      this.pending = { ...lost, ...this.pending }
      this.state = { kind: 'failed', error }
      this.onChange()
      return false
    }
  }
}

/** Text makes a pending label (or one put off) a draft; a draft without anything in it is pending again. */
export function withStatus(fields: LabelFields, change: Partial<LabelFields>): Partial<LabelFields> {
  if (change.status !== undefined) return change
  const next = { ...fields, ...change }
  const isEmpty = next.label.trim() === '' && next.notes.trim() === ''
  const isWritten = change.label !== undefined || change.notes !== undefined
  if (next.status === 'later' && isWritten && !isEmpty) return { ...change, status: 'draft' }
  if (next.status === 'pending' && !isEmpty) return { ...change, status: 'draft' }
  if (next.status === 'draft' && isEmpty) return { ...change, status: 'pending' }
  return change
}

/** Fields whose value under way is the one that was just answered. */
function without(inFlight: Partial<LabelFields>, change: Partial<LabelFields>): Partial<LabelFields> {
  const rest = Object.entries(inFlight).filter(([key, value]) => change[key as keyof LabelFields] !== value)
  return Object.fromEntries(rest) as Partial<LabelFields>
}
