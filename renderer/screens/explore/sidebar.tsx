/** Left of the feature list: views, states and tags with their counts, and how much of the activation mass has a label. */
import type { LabelProgress, LabelStatus } from '../../../contract/records/label'
import { useCall } from '../../app/engine/queries'
import { setList, useListState } from '../../app/features/list-state'
import { savedViewOf, useNaming, useSavedViews, useViewsMovedOver } from '../../app/features/saved-views'
import { useTagKeys } from '../../app/features/tag-keys'
import type { RunIds } from '../../app/features/use-feature-order'
import { useProject } from '../../app/project/current'
import { useSession } from '../../app/session'
import { StudyList } from '../../app/studies/study-list'
import { IconButton } from '../../widgets/button'
import { fieldTerm, termsOfFilter, withoutTerm, withTerm } from '../../widgets/filter-field/terms'
import { Key } from '../../widgets/key-hint/key-hint'
import { SideSection } from '../../widgets/panel'
import { StatusGlyph } from '../../widgets/status-glyph'
import { MassLabeled } from './mass-labeled'
import { NewView, SavedViewItem } from './saved-view-items'
import styles from './sidebar.module.css'
import { SidebarItem } from './sidebar-item'
import { type View, viewOf, views } from './views'

const states: LabelStatus[] = ['labeled', 'draft', 'not-interpretable', 'flagged', 'later', 'pending']

export function ExploreSidebar({ place }: { place: RunIds }) {
  const enabled = Boolean(place.project && place.run)
  const progress = useCall('labels.progress', { project: place.project ?? '', run: place.run ?? '' }, { enabled }).data
  return (
    <>
      <StudyList />
      <Views place={place} progress={progress} />
      <States progress={progress} />
      <Tags place={place} />
      <MassLabeled progress={progress} />
    </>
  )
}

function Views({ place, progress }: { place: RunIds; progress: LabelProgress | undefined }) {
  const setup = useListState()
  const folder = useSession((session) => session.folder)
  const saved = useSavedViews(place.project)
  useViewsMovedOver(place.project, folder, useProject()?.readOnly ?? true)
  const isNaming = useNaming((state) => state.isNaming)
  const chosenSaved = savedViewOf(saved, setup)
  const chosen = chosenSaved ? undefined : viewOf(setup)
  return (
    <SideSection
      title="Views"
      flush
      actions={<IconButton icon="plus" label="Save the filter as a view" command="list.saveView" size={14} />}
    >
      {views.map((view) => (
        <ViewItem key={view.id} view={view} place={place} progress={progress} chosen={chosen === view} />
      ))}
      {saved.map((view) => (
        <SavedViewItem key={view.name} view={view} place={place} chosen={chosenSaved === view} />
      ))}
      {place.project && isNaming && <NewView project={place.project} />}
    </SideSection>
  )
}

interface ViewItemProps {
  view: View
  place: RunIds
  progress: LabelProgress | undefined
  chosen: boolean
}

function ViewItem({ view, place, progress, chosen }: ViewItemProps) {
  const count = useViewCount(view, place, progress)
  return (
    <SidebarItem
      chosen={chosen}
      title={view.detail}
      count={count}
      onChoose={() => setList({ filter: view.filter, statuses: view.statuses })}
    >
      {view.title}
    </SidebarItem>
  )
}

/** Counts that label progress knows are not asked for again. */
function useViewCount(view: View, { project, run }: RunIds, progress: LabelProgress | undefined): number | undefined {
  const known = view.filter === ''
  const params = { project: project ?? '', run: run ?? '', filter: view.filter, sort: 'feature' as const, descending: false }
  const found = useCall('features.ids', params, { enabled: !known && Boolean(project && run) }).data
  if (!known) return found?.ids.length
  if (!progress) return undefined
  return view.statuses === undefined ? progress.total : countOf(progress, view.statuses[0])
}

function States({ progress }: { progress: LabelProgress | undefined }) {
  const setup = useListState()
  const chosen = viewOf(setup) === undefined ? setup.statuses : undefined
  const choose = (status: LabelStatus) => {
    const only = chosen?.length === 1 && chosen[0] === status
    setList({ statuses: only ? undefined : [status] })
  }
  return (
    <SideSection title="State" flush>
      {states.map((status) => (
        <SidebarItem
          key={status}
          chosen={chosen?.includes(status) ?? false}
          count={progress && countOf(progress, status)}
          onChoose={() => choose(status)}
        >
          <StatusGlyph status={status} words />
        </SidebarItem>
      ))}
    </SideSection>
  )
}

function Tags({ place }: { place: RunIds }) {
  const tags = useTagKeys(place.project).filter(({ count }) => count > 0)
  const filter = useListState((list) => list.filter)
  if (tags.length === 0) return null
  return (
    <SideSection title="Tags" flush>
      {tags.map(({ tag, count, hotkey }) => {
        const term = fieldTerm('tag', tag)
        const chosen = termsOfFilter(filter).some(({ text }) => text === term)
        return (
          <SidebarItem
            key={tag}
            chosen={chosen}
            count={count}
            onChoose={() => setList({ filter: chosen ? withoutTerm(filter, term) : withTerm(filter, term) })}
          >
            <span className={styles.tag}>
              {hotkey ? <Key>{hotkey}</Key> : <span className={styles.noKey} />}
              <span className="ellipsis">{tag}</span>
            </span>
          </SidebarItem>
        )
      })}
    </SideSection>
  )
}

function countOf(progress: LabelProgress, status: LabelStatus | undefined): number {
  if (status === 'not-interpretable') return progress.notInterpretable
  return status === undefined ? progress.total : progress[status]
}
