/** Groups of a feature or of a selection: Enter puts it in or takes it out, a new name makes a group. */
import { type KeyboardEvent, useState } from 'react'
import type { FeatureGroup } from '../../../contract/records/annotation'
import { Finder } from '../../widgets/finder/finder'
import type { FinderItem } from '../../widgets/finder/finder-list'
import { formatPlural } from '../../widgets/format'
import { Icon } from '../../widgets/icon/icon'
import { KeyHint } from '../../widgets/key-hint/key-hint'
import { toast, toastError } from '../../widgets/toast/toast-store'
import { client } from '../engine/client'
import { useAct } from '../engine/queries'
import { undoLabel } from '../features/undo'
import { useProject } from '../project/current'
import { GroupForm } from './group-form'
import { holdsAll, showGroup, useGroups } from './group-list'
import styles from './groups-dialog.module.css'
import type { AroundDialogProps, Place } from './place'

export interface GroupsDialogProps extends AroundDialogProps {
  features: readonly number[]
}

export function GroupsDialog({ place, features, onClose }: GroupsDialogProps) {
  const [text, setText] = useState('')
  const [edited, setEdited] = useState<FeatureGroup>()
  const readOnly = useProject()?.readOnly ?? false
  const groups = useGroups(place)
  const put = useAct('annotation.putGroup')
  const change = useAct('annotation.changeMembers')
  if (edited) return <GroupForm place={place} group={edited} onClose={() => setEdited(undefined)} />
  const name = text.trim()
  const shown = groups.filter((group) => group.name.toLowerCase().includes(name.toLowerCase()))
  const isNew = name !== '' && !readOnly && !groups.some((group) => group.name.toLowerCase() === name.toLowerCase())
  const toggle = (group: FeatureGroup) => {
    if (readOnly) return
    const members = { add: [...features], remove: [] as number[] }
    const { add, remove } = holdsAll(group, features) ? { add: members.remove, remove: members.add } : members
    change.mutate({ ...place, group: group.id, add, remove })
  }
  const make = () => {
    put.mutate({ ...place, group: { name, description: '', features: [...features] } })
    setText('')
  }
  const items: FinderItem[] = shown.map((group) => ({
    key: group.id,
    checked: holdsAll(group, features),
    content: <GroupRow group={group} holds={holdsAll(group, features)} />,
    act: () => toggle(group)
  }))
  if (isNew) items.push({ key: 'new', content: <NewRow name={name} />, act: make })
  const onKey = (event: KeyboardEvent, chosen: FinderItem | undefined) => {
    const group = groups.find(({ id }) => id === chosen?.key)
    const isMod = event.ctrlKey || event.metaKey
    // With something typed it is the undo of the field.
    const isUndo = isMod && event.key.toLowerCase() === 'z' && text === '' && !readOnly
    if (isUndo) void undoLabel(event.shiftKey ? 'redo' : 'undo')
    else if (!group) return false
    else if (event.key === 'F2' && !readOnly) setEdited(group)
    else if (event.key === 'Enter' && isMod) leaveTo(group.name, onClose)
    else if (event.key === 'Delete' && isMod && !readOnly) void remove(place, group)
    else return false
    return true
  }
  return (
    <Finder
      title={features.length === 1 ? `Groups of feature ${features[0]}` : `Groups of ${formatPlural(features.length, 'feature')}`}
      label="Name of a group"
      placeholder={features.length === 1 ? `Group for feature ${features[0]}` : `Group for ${features.length} features`}
      text={text}
      onText={setText}
      items={items}
      onKey={onKey}
      onClose={onClose}
      empty={readOnly ? 'There are no groups.' : 'There are no groups yet. Type a name and press Enter.'}
      foot={<Foot />}
    />
  )
}

function leaveTo(name: string, onClose: () => void): void {
  onClose()
  setTimeout(() => showGroup(name), 0)
}

async function remove(place: Place, group: FeatureGroup): Promise<void> {
  try {
    await client().call('annotation.removeGroup', { ...place, group: group.id })
    const detail = `Its ${formatPlural(group.features.length, 'feature')} and their labels stay.`
    toast({ text: `Group “${group.name}” removed`, detail, action: { label: 'Undo', run: () => void undoLabel('undo') } })
  } catch (error) {
    toastError(error)
  }
}

function GroupRow({ group, holds }: { group: FeatureGroup; holds: boolean }) {
  return (
    <>
      <span className={styles.tick}>{holds && <Icon name="check" />}</span>
      <span className={styles.name}>{group.name}</span>
      <span className={`ellipsis ${styles.description}`}>{group.description.split('\n', 1)[0]}</span>
      <span className={styles.count}>{formatPlural(group.features.length, 'feature')}</span>
    </>
  )
}

function NewRow({ name }: { name: string }) {
  return (
    <>
      <span className={styles.tick}>
        <Icon name="plus" />
      </span>
      <span className="ellipsis">New group “{name}”</span>
    </>
  )
}

function Foot() {
  return (
    <>
      <span>
        <KeyHint keys="Enter" /> in or out
      </span>
      <span>
        <KeyHint keys="F2" /> name and description
      </span>
      <span>
        <KeyHint keys="Mod+Enter" /> show its features
      </span>
      <span>
        <KeyHint keys="Mod+Delete" /> remove
      </span>
      <span>
        <KeyHint keys="Mod+Z" /> undo
      </span>
    </>
  )
}
