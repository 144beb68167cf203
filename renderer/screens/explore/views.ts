/** The views at the left of the feature list: ready-made filters. Pure. */
import type { LabelStatus } from '../../../contract/records/label'
import type { ListSetup } from '../../app/features/list-state'

export interface View {
  id: string
  title: string
  filter: string
  statuses?: LabelStatus[]
  /** What it finds, for the tooltip. */
  detail: string
}

export const views: readonly View[] = [
  { id: 'all', title: 'All features', filter: '', detail: 'Every feature of the run' },
  { id: 'unlabeled', title: 'No label yet', filter: '', statuses: ['pending'], detail: 'Nobody has written anything about them' },
  { id: 'labeled', title: 'Labeled', filter: '', statuses: ['labeled'], detail: 'With a finished label' },
  {
    id: 'quiz-due',
    title: 'New quiz needed',
    filter: 'quiz:stale',
    detail: 'The label was edited since its quiz'
  },
  { id: 'common', title: 'Common', filter: 'density>0.01', detail: 'Active on more than 1 % of the rows' },
  { id: 'rare', title: 'Rare', filter: 'density<0.001 dead:no', detail: 'Active on some, but less than 0.1 % of the rows' },
  {
    id: 'twins',
    title: 'Twins above 0.7',
    filter: 'nearest>0.7',
    detail: 'Another feature’s decoder row has a cosine above 0.7'
  },
  { id: 'dead', title: 'Dead', filter: 'dead:yes', detail: 'No row made them fire' }
]

/** The view that the list shows now; undefined when the person changed something. */
export function viewOf({ filter, statuses }: Pick<ListSetup, 'filter' | 'statuses'>): View | undefined {
  const key = statusKey(statuses)
  return views.find((view) => view.filter === filter.trim() && statusKey(view.statuses) === key)
}

function statusKey(statuses: readonly LabelStatus[] | undefined): string {
  return [...(statuses ?? [])].sort().join(' ')
}
