/** Where no feature was chosen, the first of the list is: evidence is never empty without a reason. */
import { useEffect } from 'react'
import { replacePlace, useSession } from '../session'
import type { FeatureOrder } from './use-feature-order'

export function useSomeFeature(order: FeatureOrder): void {
  const feature = useSession((session) => session.feature)
  const first = order.ids[0]
  useEffect(() => {
    if (feature === null && first !== undefined) replacePlace({ feature: first })
  }, [feature, first])
}
