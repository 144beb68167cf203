/** What stands around the label of a feature, as four small buttons with their keys: groups, comments, history, guidelines. */
import { Button } from '../../widgets/button'
import { useCall } from '../engine/queries'
import type { RunIds } from '../features/use-feature-order'
import { useAround } from './around'
import styles from './around-bar.module.css'
import { holdsAll, useGroups } from './group-list'
import { useFeatureAround } from './use-around-commands'

export interface AroundBarProps {
  place: RunIds
  feature: number
  scope: string
}

export function AroundBar({ place, feature, scope }: AroundBarProps) {
  useFeatureAround(scope, feature)
  const { project, run } = place
  const given = { project: project ?? '', run: run ?? '', feature }
  const enabled = Boolean(project && run)
  const comments = useCall('annotation.comments', given, { enabled }).data?.length ?? 0
  const edits = useCall('labels.history', given, { enabled }).data?.length ?? 0
  const groups = useGroups(place).filter((group) => holdsAll(group, [feature])).length
  const guidelines = useAround((around) => around.guidelines)
  const parts = [
    { word: 'Groups', count: groups, command: 'label.groups' },
    { word: 'Comments', count: comments, command: 'label.comments' },
    { word: 'History', count: edits, command: 'label.history' },
    { word: 'Guidelines', count: 0, command: 'label.guidelines', pressed: guidelines }
  ]
  return (
    <section className={styles.bar} aria-label="Around the label">
      {parts.map(({ word, count, command, pressed }) => (
        <Button key={word} variant="quiet" size="small" command={command} aria-pressed={pressed} className={styles.part}>
          {word}
          {count > 0 && <span className={styles.count}> {count}</span>}
        </Button>
      ))}
    </section>
  )
}
