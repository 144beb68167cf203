/** Groups and comments of a feature as sections of its page. */
import { Button } from '../../widgets/button'
import { Chip } from '../../widgets/chip'
import { formatCount } from '../../widgets/format'
import { SideSection } from '../../widgets/panel'
import { useCall } from '../engine/queries'
import { Markdown } from '../features/markdown'
import styles from './around-sections.module.css'
import { CommentThread } from './comment-thread'
import { holdsAll, showGroup, useGroups } from './group-list'
import type { Place } from './place'
import { useFeatureAround } from './use-around-commands'

export interface AroundSectionsProps {
  place: Place
  feature: number
  scope: string
}

export function AroundSections({ place, feature, scope }: AroundSectionsProps) {
  useFeatureAround(scope, feature)
  const comments = useCall('annotation.comments', { ...place, feature }).data ?? []
  return (
    <>
      <Groups place={place} feature={feature} />
      <SideSection
        title="Comments"
        count={comments.length > 0 ? formatCount(comments.length) : undefined}
        actions={
          <Button variant="quiet" size="small" command="label.comments" className={styles.edge}>
            Comment
          </Button>
        }
      >
        {comments.length > 0 ? <CommentThread place={place} comments={comments} /> : undefined}
      </SideSection>
    </>
  )
}

function Groups({ place, feature }: { place: Place; feature: number }) {
  const groups = useGroups(place).filter((group) => holdsAll(group, [feature]))
  return (
    <SideSection
      title="Groups"
      actions={
        <Button variant="quiet" size="small" command="label.groups" className={styles.edge}>
          Change
        </Button>
      }
    >
      {groups.length > 0 ? (
        <ul className={styles.groups}>
          {groups.map(({ id, name, description, features }) => (
            <li key={id}>
              <Chip title={`Show the ${formatCount(features.length)} features of ${name}`} onToggle={() => showGroup(name)}>
                {name}
              </Chip>
              {description && (
                <div className={styles.description}>
                  <Markdown text={description} />
                </div>
              )}
            </li>
          ))}
        </ul>
      ) : undefined}
    </SideSection>
  )
}
