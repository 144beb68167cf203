/** Groups of a feature or of a selection: Enter puts it in or takes it out, a new name makes a group. */
import { type KeyboardEvent, useState } from 'react'
import type { FeatureGroup } from '../../../contract/records/annotation'
import { confirm } from '../../widgets/dialog/dialog-store'
import { Finder } from '../../widgets/finder/finder'
import type { FinderItem } from '../../widgets/finder/finder-list'
import { formatPlural } from '../../widgets/format'
import { Icon } from '../../widgets/icon/icon'
import { KeyHint } from '../../widgets/key-hint/key-hint'
import { toastError } from '../../widgets/toast/toast-store'
import { client } from '../engine/client'
import { useAct } from '../engine/queries'
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
    if (!group) return false
    if (event.key === 'F2' && !readOnly) setEdited(group)
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) leaveTo(group.name, onClose)
    else if (event.key === 'Delete' && (event.ctrlKey || event.metaKey) && !readOnly) void remove(place, group)
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

/** Asked first: a group can not be brought back by undo. */
async function remove(place: Place, group: FeatureGroup): Promise<void> {
  const sure = await confirm({
    title: `Remove the group “${group.name}”?`,
    text: `Its ${formatPlural(group.features.length, 'feature')} and their labels stay as they are. This can not be undone.`,
    action: 'Remove group',
    danger: true
  })
  if (sure)
    await client()
      .call('annotation.removeGroup', { ...place, group: group.id })
      .catch(toastError)
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
    </>
  )
}
