/**
 * How long a filter with its order takes in the store, over seeded numbers of so many features:
 *
 *   node filters.mjs '{"features": 131072, "rounds": 9}'
 *
 * prints {"features", "filters": [{"filter", "sort", "found", "median_ms"}]}. The numbers are in memory, as the store keeps them
 * after the first question; states of labels are asked from a real database.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FeatureSort } from '../../contract/records/feature'
import { createRandom } from '../../main/maths/random'
import { connect } from '../../main/store/database/connect'
import { migrate } from '../../main/store/database/migrate'
import type { FactColumns } from '../../main/store/feature-records'
import { factKeys } from '../../main/store/features/fact-names'
import { selectFeatures } from '../../main/store/features/select'
import { migrations } from '../../main/store/migrations'
import { checkMarks } from '../../main/store/tables/check-marks'
import { labelSearch } from '../../main/store/tables/label-search'
import { labelWords } from '../../main/store/tables/label-words'

/** From one that leaves most over to one that leaves few, by every kind of number, and one that asks the labels. */
const filters: [filter: string, sort: FeatureSort][] = [
  ['', 'mass'],
  ['density>1e-4 dead:no', 'density'],
  ['max>2 mean<1 nearest>0.3', 'max'],
  ['explained>0.2 skew<0.5 variance>0.1 indocument<0.9', 'explainedShare'],
  ['status:pending rows>1 id:100-90000', 'firstRow']
]

const { features, rounds } = JSON.parse(process.argv[2]) as { features: number; rounds: number }
const folder = mkdtempSync(join(tmpdir(), 'loupe-bench-filter-'))
const connection = connect(join(folder, 'project.sqlite'), { readOnly: false })
try {
  migrate(connection, migrations)
  const layout = { folder } as Parameters<typeof labelSearch>[0]['layout']
  const context = { connection, layout, readOnly: false }
  const sources = {
    search: labelSearch(context, labelWords(context)),
    scores: () => new Float32Array(features),
    suggestions: { unsortedFeatures: () => [] },
    checks: () => checkMarks(context).columns('run', features, 1)
  }
  const columns = seededColumns(features)
  const measured = filters.map(([filter, sort]) => {
    const times: number[] = []
    let found = 0
    for (let round = 0; round < rounds; round++) {
      const from = performance.now()
      found = selectFeatures({ run: 'run', filter, sort, descending: true }, columns, sources).length
      times.push(performance.now() - from)
    }
    return { filter, sort, found, median_ms: times.sort((a, b) => a - b)[Math.floor(times.length / 2)] }
  })
  console.log(JSON.stringify({ features, filters: measured }))
} finally {
  connection.close()
  rmSync(folder, { recursive: true, force: true })
}

/** Every fact an own draw from [0, 4), every twentieth feature dead. */
function seededColumns(count: number): FactColumns {
  const random = createRandom(7)
  const columns = Object.fromEntries(factKeys.map((key) => [key, Float64Array.from({ length: count }, () => 4 * random.next())]))
  for (let feature = 0; feature < count; feature += 20) columns.activeRows[feature] = 0
  return { count, ...columns } as FactColumns
}
