/** Numbers in sentences for people. */

/** 12345 → 12,345 */
export function grouped(value: number): string {
  return value.toLocaleString('en-US')
}

/** 1 row, 2 rows */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`
}

/** 5, 7 and 9; at most `most` of them, then how many more. */
export function listed(values: number[], total: number, most = 5): string {
  const shown = values.slice(0, most).map(grouped)
  const rest = total - shown.length
  if (rest > 0) return `${shown.join(', ')} and ${grouped(rest)} more`
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown[shown.length - 1]}`
}

/** A share 0–1 as whole percent: 18 %. */
export function percent(share: number): string {
  return `${share > 0 && share < 0.005 ? 'under 1' : Math.round(share * 100)} %`
}

/** Why numbers that were finite once may not be any more. */
export const overflowText = 'values beyond 65,504 overflow in f16, beyond 3.4 × 10³⁸ in the f32 that Loupe computes with'
