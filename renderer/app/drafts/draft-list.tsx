/** The drafts of a run: how far each is, what it used, what went wrong; to pause, to go on, to take away. */
import type { Draft, DraftLimits } from '../../../contract/records/draft'
import { Button } from '../../widgets/button'
import { formatCount, formatPlural, formatWhen } from '../../widgets/format'
import { ProgressBar } from '../../widgets/progress-bar'
import { useAct, useCall } from '../engine/queries'
import styles from './drafts.module.css'

export interface DraftListProps {
  project: string
  run: string
  /** For drafts that go on. */
  limits: DraftLimits | undefined
  canResume: boolean
}

export function DraftList({ project, run, limits, canResume }: DraftListProps) {
  const { data: drafts } = useCall('drafts.list', { project, run })
  if (!drafts || drafts.length === 0) return null
  return (
    <section className={styles.part} aria-label="Drafts of this run">
      <ul className={styles.list}>
        {drafts.map((draft) => (
          <DraftItem key={draft.id} draft={draft} project={project} limits={limits} canResume={canResume} />
        ))}
      </ul>
    </section>
  )
}

function DraftItem({ draft, project, limits, canResume }: Omit<DraftListProps, 'run'> & { draft: Draft }) {
  const pause = useAct('drafts.pause')
  const resume = useAct('drafts.resume')
  const remove = useAct('drafts.remove')
  const { id, state, finished, features } = draft
  const isOpen = finished < features
  const one = { project, draft: id }
  return (
    <li className={styles.item}>
      <span className={styles.words}>
        <span>
          <strong>{draft.order.server.model}</strong> {formatWhen(draft.createdAt)}, {stateWords(draft)}
        </span>
        <span className={styles.quiet}>{usedWords(draft)}</span>
        {draft.error && (
          <span className={styles.failed}>
            {draft.error.message}. {draft.error.hint}
          </span>
        )}
      </span>
      {state === 'running' && <ProgressBar label="features done" value={finished / features} width={90} />}
      {state === 'running' ? (
        <Button size="small" disabled={pause.isPending} onClick={() => pause.mutate(one)}>
          Pause
        </Button>
      ) : (
        isOpen && (
          <Button
            size="small"
            disabled={!canResume || resume.isPending}
            onClick={() => resume.mutate({ ...one, ...(limits && { limits }) })}
          >
            Go on
          </Button>
        )
      )}
      <Button
        size="small"
        disabled={remove.isPending}
        onClick={() => remove.mutate(one)}
        aria-label={`Remove the draft by ${draft.order.server.model}`}
      >
        Remove
      </Button>
    </li>
  )
}

export function stateWords({ state, finished, features, stopped, texts, problems }: Draft): string {
  const how = state === 'done' && stopped ? `ended at the limit on ${stopped}` : state
  const left = finished < features ? `, ${formatCount(finished)} of ${formatCount(features)}` : ''
  return `${how}${left}: ${formatPlural(texts, 'text')}, ${formatPlural(problems, 'problem')}`
}

function usedWords({ use }: Draft): string {
  const counted = use.estimated ? ', counted by length' : ''
  return `${formatPlural(use.requests, 'request')}, ${formatCount(use.inputTokens)} tokens sent, ${formatCount(use.outputTokens)} received${counted}`
}
