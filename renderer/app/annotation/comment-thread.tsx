/** Comments in their order: who, when, what. One's own can be taken away. */
import type { LabelComment } from '../../../contract/records/annotation'
import { Button } from '../../widgets/button'
import { formatWhen } from '../../widgets/format'
import { useAct } from '../engine/queries'
import { Markdown } from '../features/markdown'
import { useProject } from '../project/current'
import { authorWords, useAuthor } from './author'
import styles from './comment-thread.module.css'
import type { Place } from './place'

export interface CommentThreadProps {
  place: Place
  comments: readonly LabelComment[]
  /** What shows the thread closes when a link in it leads away. */
  onLeave?: () => void
  /** Takes no more than a part of the window. */
  scrolls?: boolean
}

export function CommentThread({ place, comments, onLeave, scrolls }: CommentThreadProps) {
  const me = useAuthor()
  const readOnly = useProject()?.readOnly ?? false
  const remove = useAct('annotation.removeComment')
  if (comments.length === 0) return null
  return (
    <ol className={styles.thread} data-scrolls={scrolls} aria-label="Comments" tabIndex={scrolls ? 0 : undefined}>
      {comments.map(({ id, author, at, text }) => (
        <li key={id} className={styles.comment}>
          <p className={styles.head}>
            <span className={`ellipsis ${styles.author}`}>{authorWords(author)}</span>
            <time dateTime={new Date(at).toISOString()} title={new Date(at).toLocaleString()}>
              {formatWhen(at)}
            </time>
            {author === me && !readOnly && (
              <Button
                variant="quiet"
                size="small"
                aria-label={`Remove comment of ${formatWhen(at)}`}
                disabled={remove.isPending}
                onClick={() => remove.mutate({ ...place, comment: id })}
              >
                Remove
              </Button>
            )}
          </p>
          <Markdown text={text} onLeave={onLeave} />
        </li>
      ))}
    </ol>
  )
}
