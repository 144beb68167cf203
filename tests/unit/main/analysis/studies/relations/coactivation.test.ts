import { describe, expect, it } from 'vitest'
import { coactivation } from '../../../../../../main/analysis/studies/relations/coactivation'
import { usualLimits } from '../../../../../../main/analysis/studies/relations/occurrences'
import { singleRows } from '../../../../../../main/analysis/studies/relations/row-sets'
import { randomProblem } from '../../dense'
import { denseRun, materialOf, quietSide } from '../dense-material'

const material = materialOf(denseRun(randomProblem({ seed: 2, rows: 200, dIn: 6, dSae: 20, k: 5 })))
const options = { most: 3, least: 2, seed: 1, unit: 'rows' }

async function counted(limits: { entries: number; pairs: number }, seed = 1) {
  const [index, rows] = [await material.index(), await material.rows()]
  return coactivation(index, await singleRows(rows), { ...options, seed, limits }, quietSide)
}

describe('counting pairs within limits', () => {
  it('takes all rows where they fit', async () => {
    expect(await counted(usualLimits)).toMatchObject({ counted: 200, of: 200 })
  })

  it('takes as many whole rows as the memory holds, drawn by the seed', async () => {
    const some = await counted({ ...usualLimits, entries: 250 })
    expect(some.counted).toBeGreaterThanOrEqual(50)
    expect(some.counted).toBeLessThan(60)
    expect(await counted({ ...usualLimits, entries: 250 })).toEqual(some)
    expect((await counted({ ...usualLimits, entries: 250 }, 2)).pmi.values).not.toEqual(some.pmi.values)
  })

  it('takes as many as the number of pairs allows', async () => {
    const some = await counted({ ...usualLimits, pairs: 25 * 40 })
    expect(some.counted).toBeGreaterThanOrEqual(40)
    expect(some.counted).toBeLessThan(50)
  })

  it('finds about the same from a part as from all', async () => {
    const [all, half] = [await counted(usualLimits), await counted({ ...usualLimits, entries: 500 })]
    const first = (features: Uint32Array) => Array.from({ length: 20 }, (_, i) => features[i * 3])
    const same = first(all.jaccard.features).filter((feature, i) =>
      half.jaccard.features.subarray(i * 3, i * 3 + 3).includes(feature)
    )
    expect(same.length).toBeGreaterThan(10)
  })
})
