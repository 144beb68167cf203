/** Features of a row that are set to other activations: silenced, weaker, stronger. Pure. */

/** New activation by feature; what is not named stays as it is. */
export type RowChanges = ReadonlyMap<number, number>

export const noChanges: RowChanges = new Map()

/** Silences a feature, or gives it back its own activation. */
export function silenced(changes: RowChanges, feature: number): RowChanges {
  return changes.get(feature) === 0 ? without(changes, feature) : new Map([...changes, [feature, 0]])
}

/** Times `factor` from where it is now; back at its own activation it is no change. */
export function scaled(changes: RowChanges, feature: number, own: number, factor: number): RowChanges {
  const next = (changes.get(feature) || own) * factor
  if (Math.abs(next - own) <= Math.abs(own) * 1e-6) return without(changes, feature)
  return new Map([...changes, [feature, next]])
}

export function changeList(changes: RowChanges): { feature: number; value: number }[] {
  return [...changes].map(([feature, value]) => ({ feature, value }))
}

function without(changes: RowChanges, feature: number): RowChanges {
  return new Map([...changes].filter(([other]) => other !== feature))
}
