/**
 * The detection score of a label: which of the held-out rows a model took for firing, against those that fire
 * (Paulo et al. 2024, section 3.2; delphi's "detection"). The interval is that of a quiz answered by a person.
 */
import type { DetectionScore } from '../../contract/records/draft'
import { balancedAccuracy, balancedAccuracyInterval } from '../maths/balanced-accuracy'

/** `said` and `fires`: one for each row, with rows of both kinds. */
export function detectionScore(said: readonly boolean[], fires: readonly boolean[]): DetectionScore {
  const count = (wanted: (i: number) => boolean) => fires.filter((_, i) => wanted(i)).length
  const firing = { right: count((i) => fires[i] && said[i]), of: count((i) => fires[i]) }
  const silent = { right: count((i) => !fires[i] && !said[i]), of: count((i) => !fires[i]) }
  const named = firing.right + silent.of - silent.right
  return {
    balancedAccuracy: balancedAccuracy(firing, silent),
    interval: balancedAccuracyInterval(firing, silent),
    precision: named === 0 ? null : firing.right / named,
    recall: firing.right / firing.of,
    firing,
    silent
  }
}
