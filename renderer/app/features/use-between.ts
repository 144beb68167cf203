/** Rows between the handles of the histogram, pulled from the stored activations: a section among the examples. */
import { useMemo } from 'react'
import type { FeaturePage } from '../../../contract/records/feature'
import type { Range } from '../../widgets/activation-histogram/range'
import { contextToLoad } from '../../widgets/concordance/layout'
import type { ExampleSection } from '../../widgets/concordance/sections'
import { formatFixed, formatPercent, formatPlural } from '../../widgets/format'
import { useCall } from '../engine/queries'
import { useSession } from '../session'
import { useEvidenceView } from './evidence-view'

const most = 20
const none: ExampleSection[] = []

/** No section while the handles stand around an interval, or until the rows are there. */
export function useBetween(page: FeaturePage | undefined, range: Range | undefined, decimals: number): ExampleSection[] {
  const project = useSession((session) => session.project)
  const context = useEvidenceView((view) => contextToLoad(view.context))
  const params = {
    project: project ?? '',
    run: page?.run ?? '',
    feature: page?.feature ?? 0,
    from: range?.from ?? 0,
    ...(range && { to: range.to }),
    order: 'random' as const,
    most,
    context
  }
  const enabled = project !== null && page !== undefined && range !== undefined
  const { data } = useCall('features.between', params, { enabled, keepPrevious: true })
  return useMemo(() => {
    if (!page || !range || !data) return none
    const share = page.activeRows > 0 ? data.count / page.activeRows : 0
    const section: ExampleSection = {
      name: 'range',
      title: 'Between',
      detail: `${formatFixed(range.from, decimals)} – ${formatFixed(range.to, decimals)}, ${formatPlural(data.count, 'row')}, ${formatPercent(share, 1)} of active rows`,
      explanation: 'Drawn at random from the rows between the handles, from different documents while there are enough',
      examples: data.examples,
      hidden: 0
    }
    return [section]
  }, [page, range, data, decimals])
}
