/** One change of many features: one call, one step of undo, told with a way back. */
import type { Params } from '../../../contract/calls/index'
import { runCommand } from '../../app/commands/commands'
import { client } from '../../app/engine/client'
import { formatPlural } from '../../widgets/format'
import { toast, toastError } from '../../widgets/toast/toast-store'
import { useBulk } from './bulk-state'

export type BulkChange = Pick<Params<'labels.bulk'>, 'change' | 'addTags' | 'removeTags'>

export interface BulkTarget {
  project: string
  run: string
  /** The selected ones, else the one in the active row. */
  features: readonly number[]
}

/** One change at a time: a second one waits for nothing, it is refused while the first is on its way. */
export async function bulkEdit({ project, run, features }: BulkTarget, change: BulkChange): Promise<void> {
  if (features.length === 0 || useBulk.getState().isChanging) return
  useBulk.setState({ isChanging: true })
  try {
    const done = await client().call('labels.bulk', { project, run, features: Uint32Array.from(features), ...change })
    tell(done.features.length, features.length, bulkWords(change))
  } catch (error) {
    toastError(error)
  } finally {
    useBulk.setState({ isChanging: false })
  }
}

function tell(changed: number, asked: number, words: string): void {
  if (changed === 0) {
    toast({ text: `${words}: ${asked === 1 ? 'it was so' : `all ${formatPlural(asked, 'feature')} were so`} already` })
    return
  }
  toast({
    tone: 'ok',
    text: `${words}: ${formatPlural(changed, 'feature')}`,
    ...(changed < asked ? { detail: `${formatPlural(asked - changed, 'other')} had it already.` } : {}),
    action: { label: 'Undo', keys: 'Mod+Z', run: () => void runCommand('edit.undo') }
  })
}

/** What the change does, as a message begins. */
export function bulkWords({ change = {}, addTags = [], removeTags = [] }: BulkChange): string {
  if (addTags.length > 0) return `Tag ${addTags.join(', ')} put on`
  if (removeTags.length > 0) return `Tag ${removeTags.join(', ')} taken off`
  if (change.label !== undefined) return `Label “${change.label}”`
  if (change.confidence !== undefined) return change.confidence === null ? 'No confidence' : `Confidence ${change.confidence}`
  return change.status === undefined ? 'Changed' : statusSentences[change.status]
}

const statusSentences = {
  pending: 'Pending again',
  draft: 'Draft',
  labeled: 'Labeled',
  'not-interpretable': 'Not interpretable',
  flagged: 'Flagged',
  later: 'Put off until later'
}
