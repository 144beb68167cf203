/** One recent project: what it is made of, the numbers of its latest run, how much is labeled, and what needs a hand. */
import { architectureWords } from '../../../contract/records/architecture-words'
import type { ProjectCard } from '../../../contract/records/project'
import { openFolder } from '../../app/project/open-project'
import { formatCount, formatFixed, formatPercent, formatPlural, formatWhen } from '../../widgets/format'
import { KeyHint } from '../../widgets/key-hint/key-hint'
import { ProgressBar } from '../../widgets/progress-bar'
import { SparkLine } from '../../widgets/spark-line'
import { CardAction } from './card-action'
import { CardState } from './card-state'
import styles from './projects.module.css'

export interface ProjectCardViewProps {
  card: ProjectCard
  hotkey?: string
}

export function ProjectCardView({ card, hotkey }: ProjectCardViewProps) {
  const action = <CardAction card={card} />
  const needsHand = card.state !== 'ready' || card.run?.state === 'interrupted'
  return (
    <li className={styles.card} data-state={card.state} data-folder={card.folder}>
      <div className={styles.top}>
        <button
          type="button"
          className={`title ellipsis ${styles.name}`}
          title={card.folder}
          onClick={() => void openFolder(card.folder)}
        >
          {card.name}
        </button>
        <span className={styles.when}>{formatWhen(card.openedAt)}</span>
      </div>
      <div className={`small ${styles.facts}`}>
        <p className="ellipsis">{dataWords(card)}</p>
        <p className="ellipsis">{dictionaryWords(card)}</p>
      </div>
      {card.run && <RunNumbers run={card.run} />}
      {card.run && <LabeledBar card={card} features={card.run.dSae} />}
      <div className={styles.foot}>
        <CardState card={card} />
        <span className={styles.above}>{needsHand ? action : hotkey && <KeyHint keys={hotkey} />}</span>
      </div>
    </li>
  )
}

function dataWords({ data }: ProjectCard): string {
  return data ? `${data.name} · ${formatCount(data.rows)} × ${formatCount(data.dIn)}` : 'No data known'
}

function dictionaryWords({ run, runs }: ProjectCard): string {
  if (!run) return runs === 0 ? '' : formatPlural(runs, 'run')
  const words: Record<string, string> = architectureWords
  return `${words[run.architecture] ?? run.architecture} · ${formatCount(run.dSae)} features`
}

function RunNumbers({ run }: { run: NonNullable<ProjectCard['run']> }) {
  return (
    <div className={styles.numbers}>
      <dl>
        <div>
          <dt className="caption">L0</dt>
          <dd className={`display ${styles.number}`}>{formatFixed(run.l0, 1)}</dd>
        </div>
        <div>
          <dt className="caption">explained variance</dt>
          <dd className={`display ${styles.number}`}>{formatFixed(run.explainedVariance, 3)}</dd>
        </div>
      </dl>
      {run.loss.length > 1 && <SparkLine values={run.loss} label="Loss of the run" />}
    </div>
  )
}

function LabeledBar({ card, features }: { card: ProjectCard; features: number }) {
  const labeled = card.labeled / features
  const parts = [{ share: labeled }, { share: card.notInterpretable / features, tone: 'weak' as const }]
  const text = `${formatPercent(labeled, labeled > 0 && labeled < 0.01 ? 1 : 0)} labeled`
  return (
    <div className={styles.labeled}>
      <ProgressBar label="Features with a label" value={parts} />
      <span>{text}</span>
    </div>
  )
}
