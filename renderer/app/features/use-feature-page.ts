/** The page of a feature, and the pages of those that come next, asked ahead so that a step needs no waiting. */
import { useEffect } from 'react'
import { contextToLoad } from '../../widgets/concordance/layout'
import { prefetchCall, useCall } from '../engine/queries'
import { useEvidenceView } from './evidence-view'
import type { RunIds } from './use-feature-order'

export function useFeaturePage({ project, run }: RunIds, feature: number | null) {
  const context = useEvidenceView((view) => contextToLoad(view.context))
  const params = { project: project ?? '', run: run ?? '', feature: feature ?? 0, context }
  const enabled = Boolean(project && run) && feature !== null
  return useCall('features.page', params, { enabled, keepPrevious: true })
}

/** Asks for these pages once the one in view is there. */
export function usePagesAhead({ project, run }: RunIds, features: readonly (number | undefined)[], ready: boolean): void {
  const context = useEvidenceView((view) => contextToLoad(view.context))
  const wanted = features.filter((feature) => feature !== undefined).join(' ')
  useEffect(() => {
    if (!project || !run || !ready || wanted === '') return
    for (const feature of wanted.split(' ').map(Number)) prefetchCall('features.page', { project, run, feature, context })
  }, [project, run, ready, wanted, context])
}
