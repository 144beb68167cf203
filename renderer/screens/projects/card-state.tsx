/** The last line of a card: what the project does now, or what is wrong with it. */
import type { ProjectCard } from '../../../contract/records/project'
import { formatCount, formatPlural } from '../../widgets/format'
import { Icon } from '../../widgets/icon/icon'
import type { IconName } from '../../widgets/icon/icon-paths'
import styles from './projects.module.css'

export interface CardWords {
  icon: IconName
  tone: 'plain' | 'warn' | 'danger'
  text: string
}

export function CardState({ card }: { card: ProjectCard }) {
  const { icon, tone, text } = cardWords(card)
  return (
    <span className={styles.state} data-tone={tone} title={card.problem}>
      <Icon name={icon} size={14} />
      <span className="ellipsis">{text}</span>
    </span>
  )
}

/** Folder first, then the run: an interrupted run is work for the person, a finished one is not. */
export function cardWords({ state, problem, run, runs }: ProjectCard): CardWords {
  if (state === 'missing') return { icon: 'error', tone: 'danger', text: 'Folder not found' }
  if (state === 'unusable') return { icon: 'error', tone: 'danger', text: problem ?? 'Can not be read' }
  if (!run) return { icon: 'file', tone: 'plain', text: 'Data only, no run yet' }
  if (run.state === 'interrupted') return { icon: 'warning', tone: 'warn', text: `Interrupted at step ${formatCount(run.step)}` }
  if (run.state === 'failed')
    return { icon: 'warning', tone: 'warn', text: `${run.name} failed at step ${formatCount(run.step)}` }
  const steps = `${run.name}, step ${formatCount(run.step)} of ${formatCount(run.steps)}`
  if (run.state === 'running' || run.state === 'queued') return { icon: 'play', tone: 'plain', text: steps }
  if (run.state === 'paused') return { icon: 'pause', tone: 'plain', text: `${steps}, paused` }
  return { icon: 'check', tone: 'plain', text: `${formatPlural(runs, 'run')} · ${run.name} ${run.state}` }
}
