/** How evidence is shown, the same on every screen and from feature to feature: context, color scale, bins, interval. */
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { ContextSize } from '../../widgets/concordance/layout'
import type { ColorScale } from '../../widgets/token-strip/color'

/** Equal steps, or ten a decade. */
export type HistogramBins = 'linear' | 'log'

interface EvidenceView {
  context: ContextSize
  scale: ColorScale
  bins: HistogramBins
  /** The interval the person chose last; where it has no examples, the nearest that has some is shown. */
  interval: number
}

export const useEvidenceView = create<EvidenceView>()(
  persist((): EvidenceView => ({ context: 16, scale: 'linear', bins: 'linear', interval: 6 }), {
    name: 'loupe-evidence',
    version: 1
  })
)
