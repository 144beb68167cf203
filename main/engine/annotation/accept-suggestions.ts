/** Takes many suggestions at once as labels of features that nobody touched. */
import type { Checked } from '../../../contract/calls/index'
import type { Label } from '../../../contract/records/label'
import type { ProjectStore } from '../../store/project-store'

type Asked = Omit<Checked<'suggestions.accept'>, 'project' | 'author'>

export interface Accepted {
  features: Uint32Array<ArrayBuffer>
  touched: number
  below: number
  /** Labels that changed; none for a dry run. */
  labels: Label[]
}

export function acceptSuggestions(store: ProjectStore, { run, source, origin, minimum, dry }: Asked, author: string): Accepted {
  const best = store.suggestions.best(run, { source, origin })
  const good = best.filter(({ similarity, score }) => (similarity ?? score ?? Number.NEGATIVE_INFINITY) >= minimum)
  const labels = store.labels.many(
    run,
    good.map(({ feature }) => feature)
  )
  const free = good.filter((_, i) => isUntouched(labels[i]))
  const edits = free.map(({ feature, text, tags = [], status = 'labeled' }) => ({
    feature,
    change: { label: text, tags, status }
  }))
  return {
    features: Uint32Array.from(free, ({ feature }) => feature),
    touched: good.length - free.length,
    below: best.length - good.length,
    labels: dry || edits.length === 0 ? [] : store.labels.editMany(run, edits, { author })
  }
}

/** A note or a tag that somebody wrote is a beginning that is theirs. */
export function isUntouched({ label, notes, tags, status }: Label): boolean {
  return status === 'pending' && label === '' && notes === '' && tags.length === 0
}
