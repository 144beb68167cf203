/**
 * Changes of groups of features as steps of undo. A step keeps only what it changed, so undoing it leaves alone what others
 * changed in the group since.
 */
import { FeatureGroup } from '../../../contract/records/annotation'
import type { GroupTable } from './groups'
import { changeWord, type StepChange, type StepTarget } from './steps'
import { recordFromJson } from './stored-records'

/** Name and description only where they changed; of the features those that went (before) or came (after). */
const Part = FeatureGroup.omit({ id: true }).partial({ name: true, description: true })
type Part = ReturnType<typeof Part.parse>

export function groupTarget(groups: GroupTable): StepTarget {
  return {
    put(place, ...parts) {
      const [run, id] = [place.run ?? '', place.target]
      const [from, to] = parts.map(partFrom)
      const current = groups.get(run, id)
      if (to === null) groups.remove(run, id)
      else if (current ? from !== null : from === null) {
        const { name, description } = { name: '', description: '', ...current, ...to }
        const gone = new Set(from?.features)
        const kept = current?.features.filter((feature) => !gone.has(feature)) ?? []
        groups.put(run, { id, name: groups.freeName(run, id, name), description, features: [...kept, ...to.features] })
      }
    },
    told({ run, target }, { before, after }) {
      const name = groups.get(run ?? '', target)?.name ?? partFrom(before)?.name ?? partFrom(after)?.name ?? ''
      return { group: { run: run ?? '', id: target, name, change: changeWord({ before, after }) } }
    }
  }
}

/** Writes the group, or takes it away where `after` is undefined; what is to be kept of that, undefined where nothing changed. */
export function changeGroup(
  groups: GroupTable,
  run: string,
  before: FeatureGroup | undefined,
  after: FeatureGroup | undefined
): StepChange | undefined {
  const written = after && groups.put(run, after)
  if (!written && before) groups.remove(run, before.id)
  if (before && written && JSON.stringify(before) === JSON.stringify(written)) return undefined
  return { before: partOf(before, written), after: partOf(written, before) }
}

/** What one has and the other has not. */
function partOf(one: FeatureGroup | undefined, other: FeatureGroup | undefined): string | null {
  if (!one) return null
  const others = new Set(other?.features)
  const part: Part = { features: one.features.filter((feature) => !others.has(feature)) }
  if (one.name !== other?.name) part.name = one.name
  if (one.description !== other?.description) part.description = one.description
  return JSON.stringify(part)
}

function partFrom(text: string | null): Part | null {
  return text === null ? null : recordFromJson(Part, text, 'change of a group')
}
