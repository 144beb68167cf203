/**
 * The kinds of studies and who answers them: one line per kind. To add one:
 * 1. contract/records/studies/<kind>.ts: its question and answer, with a line in each union of kinds.ts there;
 * 2. main/analysis/studies/<kind>.ts: a StudyWork that answers from what material.ts gives;
 * 3. a line here;
 * 4. where the question names files: a line in study-paths.ts, so that only files that the caller may name are read or written.
 * A question whose field `other` is the id of a run gets that run's material too.
 */
import type { StudyKind } from '../../../../contract/records/studies/kinds'
import { answerAnomalies } from '../../../analysis/studies/anomalies'
import { answerColumns } from '../../../analysis/studies/columns'
import { answerCompare } from '../../../analysis/studies/compare'
import { answerDenoise } from '../../../analysis/studies/denoise'
import { answerLogits } from '../../../analysis/studies/logits'
import { answerMap } from '../../../analysis/studies/map'
import type { StudyWork } from '../../../analysis/studies/material'
import { answerPatterns } from '../../../analysis/studies/patterns'
import { answerProbe } from '../../../analysis/studies/probe'
import { answerRelations } from '../../../analysis/studies/relations'

export const studyKinds: { [K in StudyKind]: StudyWork<K> } = {
  patterns: answerPatterns,
  columns: answerColumns,
  probe: answerProbe,
  compare: answerCompare,
  relations: answerRelations,
  map: answerMap,
  anomalies: answerAnomalies,
  denoise: answerDenoise,
  logits: answerLogits
}
