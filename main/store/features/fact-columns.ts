/**
 * All numbers of an analysis as columns in memory: filters and orders over 100,000 features and more
 * are then a matter of milliseconds. A few analyses are kept; an analysis never changes, so nothing goes stale.
 */
import type { Connection } from '../database/connect'
import type { FactColumns } from '../feature-records'
import { damagedRecord } from '../tables/stored-records'

const keptAnalyses = 3

/** [feature, density, activeRows, mean, max, mass, nearestCosine] */
type FactTuple = [number, number, number, number, number, number, number]

/** Gives the columns of an analysis of `count` features. */
export function factColumnReader(connection: Connection): (analysis: number, count: number) => FactColumns {
  const all = connection
    .prepare<[number], FactTuple>(
      `SELECT feature, density, active_rows, mean, max, mass, nearest_cosine
       FROM facts WHERE analysis = ? ORDER BY feature`
    )
    .raw()
  const countFacts = connection.prepare<[number], number>('SELECT count(*) FROM facts WHERE analysis = ?').pluck()
  // Before anything is allocated: the number of features comes from a file that anyone may have made.
  const read = (analysis: number, count: number): FactColumns => {
    if (countFacts.get(analysis) !== count) throw damagedRecord('complete analysis')
    return columnsFromTuples(all.iterate(analysis), count)
  }
  const kept = new Map<number, FactColumns>()
  return (analysis, count) => {
    const columns = kept.get(analysis) ?? read(analysis, count)
    kept.delete(analysis)
    kept.set(analysis, columns)
    if (kept.size > keptAnalyses) kept.delete(kept.keys().next().value!)
    return columns
  }
}

function columnsFromTuples(tuples: Iterable<FactTuple>, count: number): FactColumns {
  const column = () => new Float64Array(count)
  const columns: FactColumns = {
    count,
    density: column(),
    activeRows: column(),
    mean: column(),
    max: column(),
    mass: column(),
    nearestCosine: column()
  }
  let next = 0
  for (const [feature, density, activeRows, mean, max, mass, nearestCosine] of tuples) {
    if (feature !== next) throw damagedRecord('complete analysis')
    columns.density[feature] = density
    columns.activeRows[feature] = activeRows
    columns.mean[feature] = mean
    columns.max[feature] = max
    columns.mass[feature] = mass
    columns.nearestCosine[feature] = nearestCosine
    next += 1
  }
  return columns
}
