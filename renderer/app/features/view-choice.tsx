/** Takes filter, states and order from a view that was saved with the project. Nothing where there is none. */
import type { SavedView } from '../../../contract/records/view'
import { Select } from '../../widgets/select'
import { useSavedViews } from './saved-views'

export interface ViewChoiceProps {
  project: string
  /** The one that holds now, if any. */
  chosen: (view: SavedView) => boolean
  disabled?: boolean
  onChoose: (view: SavedView) => void
}

export function ViewChoice({ project, chosen, disabled, onChoose }: ViewChoiceProps) {
  const views = useSavedViews(project)
  if (views.length === 0) return null
  return (
    <Select
      aria-label="Saved view"
      disabled={disabled}
      options={[{ value: '', label: 'From a saved view…' }, ...views.map(({ name }) => ({ value: name, label: name }))]}
      value={views.find(chosen)?.name ?? ''}
      onChange={(name) => {
        const view = views.find((other) => other.name === name)
        if (view) onChoose(view)
      }}
    />
  )
}
