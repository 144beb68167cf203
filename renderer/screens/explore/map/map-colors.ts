/** Colors of the map: by group, or by the category that a feature tells best. Pure. */
import type { ColumnsAnswer } from '../../../../contract/records/studies/columns'
import type { MapAnswer } from '../../../../contract/records/studies/map'

/** Colors that a legend can hold; all others are grey. */
const mostColors = 4
const grey = 255

export interface MapColoring {
  colors: Uint8Array
  /** Words of the colored ones, in the order of the slots. */
  legend: string[]
}

/** The largest groups. */
export function groupColoring(answer: MapAnswer, groups: Uint32Array): MapColoring {
  const colors = Uint8Array.from(groups, (group) => (group < mostColors ? group : grey))
  const legend = answer.groups.slice(0, mostColors).map(({ group, features }) => `group ${group + 1}, ${features}`)
  return { colors, legend }
}

/** Columns with few enough categories. */
export function coloredColumns({ columns }: ColumnsAnswer): string[] {
  return columns.filter(({ categories }) => categories > 1 && categories <= mostColors).map(({ column }) => column)
}

/** The category with the highest F1; grey where that is under `least`. `f1` is [categories, features]. */
export function categoryColoring(
  answer: ColumnsAnswer,
  column: string,
  f1: Float32Array,
  features: number,
  least = 0.05
): MapColoring {
  const rows = answer.categories.flatMap((entry, row) => (entry.column === column ? [row] : []))
  const colors = new Uint8Array(features).fill(grey)
  for (let feature = 0; feature < features; feature++) {
    let best = least
    rows.forEach((row, slot) => {
      const score = f1[row * features + feature]
      if (score <= best) return
      best = score
      colors[feature] = slot
    })
  }
  return { colors, legend: rows.map((row) => answer.categories[row].category) }
}
