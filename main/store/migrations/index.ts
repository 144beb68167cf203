/** All steps of the project format in order. A step that was released is never edited; a change is a new step. */
import type { Connection } from '../database/connect'
import { firstFormat } from './001-first-format'
import { groupsOfRuns } from './002-groups-of-runs'
import { studies } from './003-studies'
import { moreFacts } from './004-more-facts'
import { pinnedFeatures } from './005-pinned-features'
import { annotation } from './006-annotation'
import { suggestions } from './007-suggestions'
import { drafts } from './008-drafts'
import { checkMarks } from './009-check-marks'
import { labelWords } from './010-label-words'
import { reviews } from './011-reviews'
import { savedViews } from './012-saved-views'
import { groupSteps } from './013-group-steps'
import { steps } from './014-steps'

export interface Migration {
  /** 1, 2, 3 … without gaps. */
  version: number
  /** Runs inside a transaction. */
  up(connection: Connection): void
}

export const migrations: readonly Migration[] = [
  firstFormat,
  groupsOfRuns,
  studies,
  moreFacts,
  pinnedFeatures,
  annotation,
  suggestions,
  drafts,
  checkMarks,
  labelWords,
  reviews,
  savedViews,
  groupSteps,
  steps
]

/** The format this Loupe writes. */
export const formatVersion = Math.max(...migrations.map(({ version }) => version))
