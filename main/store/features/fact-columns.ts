/**
 * All numbers of an analysis as columns in memory: filters and orders over 100,000 features and more
 * are then a matter of milliseconds. A few analyses are kept; an analysis never changes, so nothing goes stale.
 */
import type { FeatureFacts } from '../../../contract/records/feature'
import type { Connection } from '../database/connect'
import type { FactColumns } from '../feature-records'
import { damagedRecord } from '../tables/stored-records'
import { factColumnList, factKeys } from './fact-names'

const keptAnalyses = 3

/** The feature, then its numbers in the order of factKeys; null where there is none. */
type FactTuple = [feature: number, ...numbers: (number | null)[]]

/** Gives the columns of an analysis of `count` features. */
export function factColumnReader(connection: Connection): (analysis: number, count: number) => FactColumns {
  const all = connection
    .prepare<[number], FactTuple>(`SELECT feature, ${factColumnList} FROM facts WHERE analysis = ? ORDER BY feature`)
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
  const columns = factKeys.map(() => new Float64Array(count))
  let next = 0
  for (const tuple of tuples) {
    const [feature] = tuple
    if (feature !== next) throw damagedRecord('complete analysis')
    for (let i = 0; i < columns.length; i += 1) columns[i][feature] = tuple[i + 1] ?? Number.NaN
    next += 1
  }
  return { count, ...Object.fromEntries(factKeys.map((key, i) => [key, columns[i]])) } as FactColumns
}

/** The numbers of one feature; those it does not have are left out. */
export function factsAt(columns: FactColumns, feature: number): FeatureFacts {
  const known = factKeys.filter((key) => !Number.isNaN(columns[key][feature]))
  return { feature, ...Object.fromEntries(known.map((key) => [key, columns[key][feature]])) } as FeatureFacts
}
