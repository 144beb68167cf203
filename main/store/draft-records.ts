/** What the store keeps of drafts by a language model. A key never comes here. */
import type { Draft, DraftedFeature, DraftOrder, DraftState } from '../../contract/records/draft'
import type { ErrorRecord } from '../../contract/wire/errors'

/** A draft without what only the engine knows. */
export type StoredDraft = Omit<Draft, 'job'>

export interface DraftChange {
  state?: DraftState
  order?: DraftOrder
  /** Null takes it away. */
  stopped?: 'requests' | 'tokens' | null
  error?: ErrorRecord | null
}

export interface DraftStore {
  add(draft: { id: string; run: string; createdAt: number; order: DraftOrder; features: Iterable<number> }): StoredDraft
  /** The latest first. */
  list(run?: string): StoredDraft[]
  get(id: string): StoredDraft
  change(id: string, change: DraftChange): StoredDraft
  /** One more request is about to be sent. */
  asked(id: string): void
  used(id: string, use: { input: number; output: number; estimated: boolean }): void
  explained(id: string, feature: number, text: string): void
  finished(id: string, drafted: DraftedFeature): void
  /** Features that are not finished, with the text where there is one already. */
  open(id: string): { feature: number; text: string | undefined }[]
  /** Features with a text or a problem, in the order of the draft. */
  results(id: string): DraftedFeature[]
  remove(id: string): void
}
