/** Rows of the feature list for somebody who must not know what others say: with their own labels, or with none. */
import type { Opinion } from '../../../contract/records/annotator'
import type { FeatureRow } from '../../../contract/records/feature'

const nothing = { label: '', status: 'pending', tags: [], confidence: null } as const

/** `said[i]` is what they say of `rows[i]`. Checks of another text than theirs are left out: they tell that there is one. */
export function ownRows(rows: readonly FeatureRow[], said: readonly (Opinion | undefined)[]): FeatureRow[] {
  return rows.map(({ quiz, rule, ...row }, index) => {
    const { label, status, tags, confidence } = said[index] ?? nothing
    const checks = label !== '' && label === row.label ? { quiz, rule } : {}
    return { ...row, ...checks, label, status, tags: [...tags], confidence: confidence ?? undefined }
  })
}
