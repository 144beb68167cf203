/** An analyzed run of very many features, written into the database of a project: for what has to hold at a million of them. */
import { join } from 'node:path'
import { connect } from '../../../main/store/database/connect'
import { openProject } from '../../../main/store/index'

interface WideRun {
  features: number
  /** Features at either end of the list that have examples; all others have numbers only, and are not to be looked at. */
  withEvidence?: number
}

/**
 * `folder`: a project with an analyzed run, whose configuration and evidence it takes. Numbers are spread evenly by a fixed
 * rule; every twentieth feature is dead. By mass, which is how lists begin, the features stand in the order of their ids.
 */
export async function writeWideRun(folder: string, { features, withEvidence = features }: WideRun): Promise<string> {
  const store = await openProject(folder)
  const source = store.runs.list().find(({ analysis }) => analysis)
  if (!source) throw new Error('the project has no analyzed run')
  const config = { ...source.config, dSae: features }
  const run = store.runs.insert({ name: nameOf(features), dataset: source.dataset, config, backend: 'tensorflow' })
  store.runs.update(run.id, { step: config.steps, seconds: 60, state: 'done' })
  store.close()
  const connection = connect(join(folder, 'project.sqlite'), { readOnly: false })
  try {
    connection.transaction(() => {
      const from = connection.prepare('SELECT max(id) FROM analyses WHERE run = ?').pluck().get(source.id)
      const analysis = connection.prepare(analysisRow).run(run.id, config.steps, features, from).lastInsertRowid
      connection.prepare(factRows).run({ analysis, features })
      connection.prepare(evidenceRows).run({ analysis, features, from, ends: withEvidence })
    })()
  } finally {
    connection.close()
  }
  return nameOf(features)
}

function nameOf(features: number): string {
  return `wide-${features}`
}

const analysisRow = `INSERT INTO analyses (run, step, features, rows, started_at, finished_at)
  SELECT ?, ?, ?, rows, started_at, finished_at FROM analyses WHERE id = ?`

/** Multiples of a number, modulo a prime: even, and in no order. */
const part = (factor: number) => `(feature * ${factor} % 1000003) / 1000003.0`

const factRows = `INSERT INTO facts (analysis, feature, density, active_rows, mean, max, mass, nearest_cosine,
    variance, skew, documents, document_share, explained_share, first_row, last_row)
  WITH RECURSIVE features (feature) AS (SELECT 0 UNION ALL SELECT feature + 1 FROM features WHERE feature + 1 < @features)
  SELECT @analysis, feature, ${part(618_034)} * 0.1,
    CASE WHEN feature % 20 = 19 THEN 0 ELSE 1 + feature * 7 % 1000 END, ${part(414_214)} * 4, 4 * ${part(732_051)} + 4,
    (@features - feature) * 2.0 / @features / @features, ${part(236_068)},
    ${part(645_751)}, ${part(316_625)} * 2 - 1, 1 + feature % 40, ${part(605_551)}, ${part(123_106)} / @features,
    feature % 1000, 1000 + feature % 1000 FROM features`

/** The smallest evidence that there is with examples, again and again. */
const evidenceRows = `INSERT INTO evidence (analysis, feature, histogram, log_histogram, examples, neighbors, peak_before, peak_token)
  WITH RECURSIVE features (feature) AS (SELECT 0 UNION ALL SELECT feature + 1 FROM features WHERE feature + 1 < @features)
  SELECT @analysis, features.feature, histogram, log_histogram, examples, x'', peak_before, peak_token
  FROM features, (SELECT * FROM evidence WHERE analysis = @from AND peak_token IS NOT NULL ORDER BY length(examples) LIMIT 1)
  WHERE features.feature < @ends OR features.feature >= @features - @ends`
