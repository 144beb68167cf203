/** Groups of a run, which of them hold some features, and the list narrowed to one. */
import type { FeatureGroup } from '../../../contract/records/annotation'
import { useCall } from '../engine/queries'
import { listStart, setList } from '../features/list-state'
import type { RunIds } from '../features/use-feature-order'
import { navigate } from '../session'

/** By name; empty while they are asked for. */
export function useGroups({ project, run }: RunIds): readonly FeatureGroup[] {
  const enabled = Boolean(project && run)
  return useCall('annotation.groups', { project: project ?? '', run: run ?? '' }, { enabled }).data ?? none
}

const none: readonly FeatureGroup[] = []

/** Whether a group holds all of these features. */
export function holdsAll(group: FeatureGroup, features: readonly number[]): boolean {
  const members = new Set(group.features)
  return features.length > 0 && features.every((feature) => members.has(feature))
}

export function groupTerm(name: string): string {
  return `group:"${name.replaceAll(/["\\]/g, '\\$&')}"`
}

/** The features of a group in the list of Explore. */
export function showGroup(name: string): void {
  setList({ ...listStart, filter: groupTerm(name) })
  navigate('explore')
}
