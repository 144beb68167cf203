/** The views that the person saved, below the ready-made ones, and the field for the name of a new one. */
import { useState } from 'react'
import type { SavedView } from '../../../contract/records/view'
import { useCall } from '../../app/engine/queries'
import { setList, useListState } from '../../app/features/list-state'
import { removeView, saveView, setupOf, useNaming } from '../../app/features/saved-views'
import { orderQuery, type RunIds } from '../../app/features/use-feature-order'
import { mainRegion } from '../../app/layout/regions'
import { TextField } from '../../widgets/field'
import styles from './sidebar.module.css'
import { SidebarItem } from './sidebar-item'

export interface SavedViewItemProps {
  view: SavedView
  place: RunIds
  chosen: boolean
}

export function SavedViewItem({ view, place, chosen }: SavedViewItemProps) {
  const enabled = Boolean(place.project && place.run)
  const count = useCall('features.ids', orderQuery(place, setupOf(view)), { enabled }).data?.ids.length
  return (
    <SidebarItem
      chosen={chosen}
      title={`${view.filter || 'no filter'}, sorted by ${view.sort}; Delete takes the view away`}
      count={count}
      onChoose={() => setList(setupOf(view))}
      onDelete={() => place.project && void removeView(place.project, view.name)}
    >
      {view.name}
    </SidebarItem>
  )
}

/** Enter saves, Escape or leaving it empty does not. */
export function NewView({ project }: { project: string }) {
  const [name, setName] = useState('')
  const close = () => {
    useNaming.setState({ isNaming: false })
    mainRegion()?.focus()
  }
  const save = () => {
    void saveView(project, name, useListState.getState)
    close()
  }
  return (
    <div className={styles.newView}>
      <TextField
        aria-label="Name of the view"
        placeholder="Name of the view"
        autoFocus
        value={name}
        onChange={setName}
        onEnter={save}
        onBlur={() => useNaming.setState({ isNaming: false })}
        onKeyDown={(event) => event.key === 'Escape' && close()}
      />
    </div>
  )
}
