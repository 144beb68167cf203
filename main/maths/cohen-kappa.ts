/** Agreement of two raters beyond chance: Cohen 1960, "A coefficient of agreement for nominal scales". */

export interface KappaOfPairs {
  /** Null where chance alone would agree always: both used one and the same category only. */
  kappa: number | null
  observed: number
  expected: number
  count: number
}

/** κ = (observed − expected) ÷ (1 − expected) of pairs of categories; 0 pairs give null and zeros. */
export function cohenKappa(pairs: Iterable<readonly [string, string]>): KappaOfPairs {
  const [ofOne, ofOther] = [new Map<string, number>(), new Map<string, number>()]
  let [count, equal] = [0, 0]
  for (const [one, other] of pairs) {
    count += 1
    if (one === other) equal += 1
    ofOne.set(one, (ofOne.get(one) ?? 0) + 1)
    ofOther.set(other, (ofOther.get(other) ?? 0) + 1)
  }
  if (count === 0) return { kappa: null, observed: 0, expected: 0, count }
  const chance = [...ofOne].reduce((sum, [category, times]) => sum + times * (ofOther.get(category) ?? 0), 0)
  const [observed, expected] = [equal / count, chance / count ** 2]
  return { kappa: chance === count ** 2 ? null : (observed - expected) / (1 - expected), observed, expected, count }
}
