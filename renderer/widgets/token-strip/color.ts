/**
 * How strongly a token is colored: its share of the feature's maximum, linear or boosted.
 * The colors themselves are mixed by the style sheet from the theme's ramp.
 */

/** `linear`: equal steps look equal. `boost`: a log curve that lifts weak activations. */
export type ColorScale = 'linear' | 'boost'

/** Share of the ramp for a value, 0–1; the sign is dropped (negative values have a ramp of their own). */
export function rampShare(value: number, max: number, scale: ColorScale): number {
  if (!(max > 0) || !Number.isFinite(value)) return 0
  const ratio = Math.min(1, Math.abs(value) / max)
  if (ratio === 0) return 0
  return scale === 'linear' ? ratio : 0.05 + 0.95 * Math.log10(1 + 9 * ratio)
}

/** What the legend says about the scale. */
export function scaleWords(scale: ColorScale): string {
  return scale === 'linear' ? 'linear, feature max' : 'log curve, feature max'
}

/** The share as CSS takes it, in steps of half a percent so that equal tokens share a style. */
export function cssShare(share: number): string {
  return `${Math.round(share * 200) / 2}%`
}
