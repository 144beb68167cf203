/** The views that the person saved, below the ready-made ones, and the field for the name of a new one. */
import { useState } from 'react'
import { useCall } from '../../app/engine/queries'
import { setList, useListState } from '../../app/features/list-state'
import { orderQuery, type RunIds } from '../../app/features/use-feature-order'
import { mainRegion } from '../../app/layout/regions'
import { TextField } from '../../widgets/field'
import { removeView, type SavedView, saveView, useSavedViews } from './saved-views'
import styles from './sidebar.module.css'
import { SidebarItem } from './sidebar-item'

export interface SavedViewItemProps {
  view: SavedView
  folder: string
  place: RunIds
  chosen: boolean
}

export function SavedViewItem({ view, folder, place, chosen }: SavedViewItemProps) {
  const enabled = Boolean(place.project && place.run)
  const count = useCall('features.ids', orderQuery(place, view), { enabled }).data?.ids.length
  const { name, ...setup } = view
  return (
    <SidebarItem
      chosen={chosen}
      title={`${view.filter || 'no filter'}, sorted by ${view.sort}; Delete takes the view away`}
      count={count}
      onChoose={() => setList(setup)}
      onDelete={() => removeView(folder, name)}
    >
      {name}
    </SidebarItem>
  )
}

/** Enter saves, Escape or leaving it empty does not. */
export function NewView({ folder }: { folder: string }) {
  const [name, setName] = useState('')
  const close = () => {
    useSavedViews.setState({ isNaming: false })
    mainRegion()?.focus()
  }
  const save = () => {
    saveView(folder, name, useListState.getState())
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
        onBlur={() => useSavedViews.setState({ isNaming: false })}
        onKeyDown={(event) => event.key === 'Escape' && close()}
      />
    </div>
  )
}
