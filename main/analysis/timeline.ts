/** Counts the log of label edits by day and by person: what was decided, and how much of the dictionary's activation that covers. */
import type { LabelStatus } from '../../contract/records/label'
import type { PersonCount, Timeline, TimelineDay } from '../../contract/records/timeline'

/** An edit, or the undo or redo of one, in the order in which they happened. */
export interface LabelEvent {
  at: number
  /** Number of the edit. */
  edit: number
  feature: number
  author: string
  /** What the edit made of the state; undefined where it did not touch it. */
  status: LabelStatus | undefined
  /** False for an undo. */
  applied: boolean
}

export interface Shares {
  /** Share of the activation mass by feature. */
  mass?: ArrayLike<number>
  /** Share of the variance of the reconstructions by feature; NaN where it is not known. */
  explained?: ArrayLike<number>
}

/** One day for each on which something happened. `utcOffsetMinutes` says when a day begins where the person is. */
export function timelineOf(events: readonly LabelEvent[], shares: Shares, utcOffsetMinutes: number): Timeline {
  const states = new Standing()
  const days = new Map<string, LabelEvent[]>()
  for (const event of [...events].sort((a, b) => a.at - b.at || a.edit - b.edit)) {
    const day = new Date(event.at + utcOffsetMinutes * 60_000).toISOString().slice(0, dayLength)
    const ofDay = days.get(day)
    if (ofDay) ofDay.push(event)
    else days.set(day, [event])
  }
  const standing = new Set(standingEdits(events))
  const told = [...days].map(([day, some]): TimelineDay => {
    for (const event of some) states.take(event)
    return { day, ...states.counts(), ...states.shares(shares), people: peopleOf(some, standing) }
  })
  return { days: told, people: peopleOf(events, standing) }
}

const dayLength = 'YYYY-MM-DD'.length

/** State of every feature while events pass: the latest status among its standing edits. */
class Standing {
  private readonly edits = new Map<number, Map<number, LabelStatus>>()

  take({ feature, edit, status, applied }: LabelEvent): void {
    if (status === undefined) return
    const own = this.edits.get(feature) ?? new Map<number, LabelStatus>()
    this.edits.set(feature, own)
    if (applied) own.set(edit, status)
    else own.delete(edit)
  }

  private *states(): Iterable<[number, LabelStatus]> {
    for (const [feature, edits] of this.edits) {
      const last = Math.max(-1, ...edits.keys())
      if (last >= 0) yield [feature, edits.get(last)!]
    }
  }

  counts(): Pick<TimelineDay, 'labeled' | 'notInterpretable' | 'draft' | 'flagged'> {
    const states = [...this.states()].map(([, status]) => status)
    const of = (wanted: LabelStatus) => states.filter((status) => status === wanted).length
    return { labeled: of('labeled'), notInterpretable: of('not-interpretable'), draft: of('draft'), flagged: of('flagged') }
  }

  shares({ mass, explained }: Shares): Pick<TimelineDay, 'massLabeled' | 'explainedLabeled'> {
    const labeled = [...this.states()].filter(([, status]) => status === 'labeled').map(([feature]) => feature)
    const sum = (of: ArrayLike<number>) => labeled.reduce((total, feature) => total + (of[feature] ?? 0), 0)
    const known = explained && !Number.isNaN(explained[0] ?? Number.NaN)
    return { ...(mass ? { massLabeled: Math.min(1, sum(mass)) } : {}), ...(known ? { explainedLabeled: sum(explained) } : {}) }
  }
}

/** Numbers of the edits that stand in the end. */
function standingEdits(events: readonly LabelEvent[]): number[] {
  const last = new Map<number, boolean>()
  for (const { edit, applied } of [...events].sort((a, b) => a.at - b.at)) last.set(edit, applied)
  return [...last].filter(([, applied]) => applied).map(([edit]) => edit)
}

/** The busiest first, then by name. An edit that was undone and done again counts once. */
function peopleOf(events: readonly LabelEvent[], standing: ReadonlySet<number>): PersonCount[] {
  const people = new Map<string, { edits: Set<number>; decided: Set<number> }>()
  for (const { author, edit, feature, status } of events) {
    if (!standing.has(edit)) continue
    const person = people.get(author) ?? { edits: new Set(), decided: new Set() }
    people.set(author, person)
    person.edits.add(edit)
    if (status === 'labeled' || status === 'not-interpretable') person.decided.add(feature)
  }
  return [...people]
    .map(([author, { edits, decided }]) => ({ author, edits: edits.size, decided: decided.size }))
    .sort((a, b) => b.decided - a.decided || b.edits - a.edits || (a.author < b.author ? -1 : 1))
}
