/** Format 9: what lists ask of checks (result and label of a quiz, score of a rule) as columns, so that no record has to be read for them. */
import type { Migration } from './index'

/** A record that is no JSON has nothing to show; reading it says that it is damaged. */
const of = (path: string) => `CASE WHEN json_valid(record) THEN json_extract(record, '${path}') END`

const columns = `
  ALTER TABLE label_quizzes ADD COLUMN accuracy REAL GENERATED ALWAYS AS (${of('$.result.balancedAccuracy')}) VIRTUAL;
  ALTER TABLE label_quizzes ADD COLUMN quizzed_label TEXT GENERATED ALWAYS AS (${of('$.result.label')}) VIRTUAL;
  CREATE INDEX label_quizzes_answered ON label_quizzes (run, feature, at, accuracy, quizzed_label) WHERE accuracy IS NOT NULL;
  ALTER TABLE label_rules ADD COLUMN analysis INTEGER GENERATED ALWAYS AS (${of('$.score.analysis')}) VIRTUAL;
  ALTER TABLE label_rules ADD COLUMN score_precision REAL GENERATED ALWAYS AS (${of('$.score.precision')}) VIRTUAL;
  ALTER TABLE label_rules ADD COLUMN score_recall REAL GENERATED ALWAYS AS (${of('$.score.recall')}) VIRTUAL;
  ALTER TABLE label_rules ADD COLUMN score_f1 REAL GENERATED ALWAYS AS (${of('$.score.f1')}) VIRTUAL;
`

export const checkMarks: Migration = {
  version: 9,
  up: (connection) => void connection.exec(columns)
}
