/**
 * What the store should do with labels, comments, groups, rules and the guide, as plainly as it can be said: a list of entries, labels by replaying
 * those that stand. The property test holds the store against it.
 */
import type { LabelFields } from '../../../../../contract/records/label'
import type { BulkChange } from '../../../../../main/store/label-records'

export interface PlainEntry {
  feature: number
  after: Partial<LabelFields>
  author: string
  group: string | undefined
  /** Edits of one step. */
  batch: object | undefined
  state: 'stands' | 'undone' | 'dead'
  /** When it was undone or done again last. */
  turned: number
  /** The features of a group before and after, where it is a change of a group; it has no feature then. */
  members?: { name: string; before: number[] | undefined; after: number[] | undefined }
  /** The comment that it made or took away; it has no feature then. */
  comment?: { id: number; is: 'made' | 'removed'; text: PlainComment }
  /** The rule of a feature, or the guidelines, before and after; it has no feature then. */
  text?: { of: number | 'guidelines'; before: string; after: string }
}

export interface PlainComment {
  feature: number
  author: string
  text: string
}

const noFeature = -1
const start: LabelFields = { label: '', notes: '', tags: [], confidence: null, status: 'pending' }

export class PlainAnnotation {
  entries: PlainEntry[] = []
  comments = new Map<number, PlainComment>()
  private nextComment = 1
  groups = new Map<string, number[]>()
  /** Tokens of rules by feature, and the guidelines; empty where there are none. */
  texts = new Map<number | 'guidelines', string>()
  private turns = 0

  fields(feature: number, entries = this.entries): LabelFields {
    const standing = entries.filter((entry) => entry.feature === feature && entry.state === 'stands')
    return Object.assign({ ...start }, ...standing.map((entry) => entry.after))
  }

  edit(feature: number, change: Partial<LabelFields>, author: string, group?: string): void {
    const after = differing(this.fields(feature), change)
    if (Object.keys(after).length === 0) return
    this.forgetUndone(author)
    const last = this.entries.at(-1)
    const goesOn = last?.group === group && last?.author === author && last.feature === feature && last.state === 'stands'
    if (last && group !== undefined && goesOn && !last.batch) {
      last.after = differing(this.fields(feature, this.entries.slice(0, -1)), { ...last.after, ...after })
      if (Object.keys(last.after).length === 0) this.entries.pop()
    } else this.add(feature, after, author, group)
  }

  /** Gives the features that changed. */
  bulk(features: number[], { change, addTags, removeTags }: BulkChange, author: string): number[] {
    const batch = features.length > 1 ? {} : undefined
    const changes = features.map((feature) => {
      const now = this.fields(feature)
      const tags = [...new Set([...now.tags.filter((tag) => !removeTags.includes(tag)), ...addTags])]
      return { feature, after: differing(now, { ...change, tags }) }
    })
    const real = changes.filter(({ after }) => Object.keys(after).length > 0)
    if (real.length > 0) this.forgetUndone(author)
    for (const { feature, after } of real) this.add(feature, after, author, undefined, batch)
    return real.map(({ feature }) => feature)
  }

  /** Without features it is removed. */
  changeGroup(name: string, after: number[] | undefined, author: string): void {
    const before = this.groups.get(name)
    if (JSON.stringify(before) === JSON.stringify(after)) return
    this.forgetUndone(author)
    this.add(noFeature, {}, author)
    this.entries.at(-1)!.members = { name, before, after }
    this.putMembers(name, before, after)
  }

  changeText(of: number | 'guidelines', after: string, author: string): void {
    const before = this.texts.get(of) ?? ''
    if (before === after) return
    this.forgetUndone(author)
    this.add(noFeature, {}, author)
    this.entries.at(-1)!.text = { of, before, after }
    this.texts.set(of, after)
  }

  say(text: PlainComment): void {
    this.commentStep({ id: this.nextComment++, is: 'made', text })
  }

  unsay(id: number): void {
    this.commentStep({ id, is: 'removed', text: this.comments.get(id)! })
  }

  private commentStep(comment: NonNullable<PlainEntry['comment']>): void {
    this.forgetUndone(comment.text.author)
    this.add(noFeature, {}, comment.text.author)
    this.entries.at(-1)!.comment = comment
    this.putComment(comment, true)
  }

  private putComment({ id, is, text }: NonNullable<PlainEntry['comment']>, apply: boolean): void {
    if (apply === (is === 'made')) this.comments.set(id, text)
    else this.comments.delete(id)
  }

  undo(author?: string): boolean {
    const entry = this.entries.findLast((one) => one.state === 'stands' && (author === undefined || one.author === author))
    return this.turn(entry, 'stands', 'undone')
  }

  redo(author?: string): boolean {
    const undone = this.entries.filter((one) => one.state === 'undone' && (author === undefined || one.author === author))
    return this.turn(undone.sort((one, other) => other.turned - one.turned)[0], 'undone', 'stands')
  }

  private add(feature: number, after: Partial<LabelFields>, author: string, group?: string, batch?: object): void {
    this.entries.push({ feature, after, author, group, batch, state: 'stands', turned: 0 })
  }

  private turn(entry: PlainEntry | undefined, from: 'stands' | 'undone', to: 'stands' | 'undone'): boolean {
    if (!entry) return false
    const step = entry.batch ? this.entries.filter(({ batch, state }) => batch === entry.batch && state === from) : [entry]
    this.turns += 1
    for (const one of step) Object.assign(one, { state: to, turned: this.turns })
    const { name, before, after } = entry.members ?? {}
    if (name !== undefined) this.putMembers(name, ...(to === 'stands' ? ([before, after] as const) : ([after, before] as const)))
    if (entry.text) this.putText(entry.text, to === 'stands')
    if (entry.comment) this.putComment(entry.comment, to === 'stands')
    return true
  }

  /** Leaves alone what somebody else made of it since. */
  private putText({ of, before, after }: NonNullable<PlainEntry['text']>, apply: boolean): void {
    const [from, to] = apply ? [before, after] : [after, before]
    if ((this.texts.get(of) ?? '') === from) this.texts.set(of, to)
  }

  /** Changes only what the step changed, whatever else was done to the group since. */
  private putMembers(name: string, from: number[] | undefined, to: number[] | undefined): void {
    const now = this.groups.get(name)
    if (to === undefined) this.groups.delete(name)
    else if (from === undefined && now === undefined) this.groups.set(name, to)
    else if (from !== undefined && now !== undefined) {
      const kept = now.filter((feature) => to.includes(feature) || !from.includes(feature))
      const added = to.filter((feature) => !from.includes(feature))
      this.groups.set(name, [...new Set([...kept, ...added])].sort())
    }
  }

  private forgetUndone(author: string): void {
    for (const entry of this.entries) if (entry.state === 'undone' && entry.author === author) entry.state = 'dead'
  }
}

function differing(fields: LabelFields, change: Partial<LabelFields>): Partial<LabelFields> {
  const keys = Object.keys(change) as (keyof LabelFields)[]
  return Object.fromEntries(
    keys.filter((key) => JSON.stringify(fields[key]) !== JSON.stringify(change[key])).map((key) => [key, change[key]])
  )
}
