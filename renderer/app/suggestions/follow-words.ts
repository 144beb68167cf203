/** The form that asks for labels of another run, what it asks, and what came of it in words. */
import type { Params } from '../../../contract/calls/index'
import { type FollowReport, followFrom } from '../../../contract/records/suggestion'
import { formatCount, formatFixed, formatPlural } from '../../widgets/format'

export type FollowBy = 'both' | 'decoder-cosine' | 'activation-correlation'

export interface FollowForm {
  from: string
  by: FollowBy
  cosine: string
  correlation: string
}

export const followStart: Omit<FollowForm, 'from'> = {
  by: 'both',
  cosine: String(followFrom['decoder-cosine']),
  correlation: String(followFrom['activation-correlation'])
}

/** Undefined where a number is none between 0 and 1. */
export function numberFrom(text: string): number | undefined {
  const value = Number(text.trim().replace(',', '.'))
  return text.trim() !== '' && value >= 0 && value <= 1 ? value : undefined
}

/** Undefined while a number that is used is wrong. */
export function followParams(project: string, run: string, form: FollowForm): Params<'labels.follow'> | undefined {
  const [cosineFrom, correlationFrom] = [numberFrom(form.cosine), numberFrom(form.correlation)]
  if (form.from === '') return undefined
  if (form.by !== 'activation-correlation' && cosineFrom === undefined) return undefined
  if (form.by !== 'decoder-cosine' && correlationFrom === undefined) return undefined
  return {
    project,
    run,
    from: form.from,
    ...(form.by === 'both' ? {} : { by: form.by }),
    ...(cosineFrom === undefined ? {} : { cosineFrom }),
    ...(correlationFrom === undefined ? {} : { correlationFrom })
  }
}

const byWords = { 'decoder-cosine': 'decoder cosine', 'activation-correlation': 'co-firing' } as const

/** What came of it, line by line: how many followed, how many not and why. */
export function followLines(report: FollowReport): [string, string][] {
  const { labels, followed, added, unchanged, withdrawn, onLabeled, below, noPartner, matchings } = report
  if (labels === 0) return [['Followed', 'nothing: the other run has no labels yet']]
  const minima = matchings.map(({ by, minimum }) => `${byWords[by]} from ${formatFixed(minimum, 2)}`)
  const lines: [string, string | false][] = [
    [
      'Followed',
      `${formatCount(followed)} of ${formatPlural(labels, 'label')}: ${formatCount(added)} new, ${formatCount(unchanged)} were there`
    ],
    ['Matched by', minima.join(', then ')],
    ['Too far', below > 0 && `${formatCount(below)}, similarity below that`],
    ['No partner', noPartner > 0 && `${formatCount(noPartner)}, no feature here is left for them`],
    ['On labels', onLabeled > 0 && `${formatCount(onLabeled)} reached features with a label, which stays`],
    [
      'Withdrawn',
      withdrawn > 0 && `${formatPlural(withdrawn, 'earlier suggestion')} that no longer ${withdrawn === 1 ? 'holds' : 'hold'}`
    ]
  ]
  return lines.filter((line): line is [string, string] => line[1] !== false)
}
