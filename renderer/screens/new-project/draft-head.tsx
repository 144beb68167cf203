/** The head of the new project: whether it is valid, in words, beside the button that makes it. */
import type { Progress } from '../../../contract/records/basics'
import { Button } from '../../widgets/button'
import { formatCount, formatPlural, formatSeconds } from '../../widgets/format'
import { Head } from '../../widgets/head'
import { Icon } from '../../widgets/icon/icon'
import { ProgressBar } from '../../widgets/progress-bar'
import { type Draft, useDraft } from './draft-store'
import styles from './new-project.module.css'

export function DraftHead() {
  const draft = useDraft()
  return (
    <Head
      title="New project from activation files"
      actions={
        <>
          <DraftState draft={draft} />
          <Button variant="quiet" command="project.cancelNew">
            Cancel
          </Button>
          <Button variant="primary" command="project.create">
            Create project
          </Button>
        </>
      }
    />
  )
}

function DraftState({ draft }: { draft: Draft }) {
  const work = draft.creating ?? draft.reading
  if (work) return <Work verb={draft.creating ? 'Creating' : 'Reading'} progress={work.progress} />
  const problem = whatIsMissing(draft)
  if (!draft.inspection) return null
  if (problem)
    return (
      <span className={styles.invalid}>
        <Icon name="warning" size={14} />
        {problem}
      </span>
    )
  return (
    <span className={styles.valid}>
      <Icon name="check" size={14} />
      Valid. Indexes {formatPlural(draft.inspection.activations?.rows ?? 0, 'row')}
    </span>
  )
}

function Work({ verb, progress }: { verb: string; progress: Progress | null }) {
  const share = progress && progress.total > 0 ? progress.done / progress.total : 0
  return (
    <span className={styles.work} role="status">
      <span>
        {verb}
        {progress?.note && `, ${progress.note}`}
      </span>
      <ProgressBar label={verb} value={share} width={96} />
      {progress && progress.total > 0 && (
        <span className="mono">
          {formatCount(progress.done)}/{formatCount(progress.total)}
        </span>
      )}
      {progress?.secondsLeft !== undefined && <span>{formatSeconds(progress.secondsLeft)} left</span>}
    </span>
  )
}

/** The first thing that keeps the project from being made; undefined when nothing does. */
export function whatIsMissing({ inspection, name, folder }: Pick<Draft, 'inspection' | 'name' | 'folder'>): string | undefined {
  if (!inspection) return 'No files yet'
  if (!inspection.activations) return 'No activations among these files'
  const errors = inspection.findings.filter((finding) => finding.level === 'error').length
  if (!inspection.valid) return errors > 0 ? `${formatPlural(errors, 'problem')} to settle` : 'Not valid yet'
  if (!name.trim()) return 'The project needs a name'
  if (!folder.trim()) return 'The project needs a folder'
  return undefined
}
