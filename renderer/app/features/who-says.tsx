/** Who said what of a feature: the author of its label, and what others say of it. In blind mode only that it is hidden. */
import type { AuthoredOpinion } from '../../../contract/records/annotator'
import { formatWhen } from '../../widgets/format'
import { statusWords } from '../../widgets/status-glyph'
import { useCall } from '../engine/queries'
import { nameOf } from '../people/who'
import { useBlindMode } from './blind-mode'
import type { RunIds } from './use-feature-order'
import styles from './who-says.module.css'

export interface WhoSaysProps {
  place: RunIds
  feature: number
}

export function WhoSays({ place: { project, run }, feature }: WhoSaysProps) {
  const blind = useBlindMode()
  const params = { project: project ?? '', run: run ?? '', feature }
  const said = useCall('annotators.ofFeature', params, { enabled: !blind && Boolean(project && run) }).data ?? []
  if (blind) return <p className={styles.none}>Blind: suggestions and what others say are hidden.</p>
  const shown = said.filter(saysSomething)
  if (shown.length === 0) return null
  return (
    <ul className={styles.list} aria-label="Who says what">
      {shown.map((opinion) => (
        <li key={opinion.author} className={styles.line} title={opinion.label}>
          <span className={styles.who}>{nameOf(opinion.author)}</span>
          <span className="ellipsis">{sayingOf(opinion)}</span>
          <span className={styles.when}>{formatWhen(opinion.at)}</span>
        </li>
      ))}
    </ul>
  )
}

/** The text, or the state where there is none or where it says more. */
export function sayingOf({ label, status }: Pick<AuthoredOpinion, 'label' | 'status'>): string {
  if (label.trim() === '' || status === 'not-interpretable') return statusWords[status]
  return label
}

function saysSomething({ label, notes, tags, status }: AuthoredOpinion): boolean {
  return status !== 'pending' || label !== '' || notes !== '' || tags.length > 0
}
