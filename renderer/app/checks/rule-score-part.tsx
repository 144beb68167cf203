/** The right of a rule: its shares and counts, and below them the rows on which rule and feature disagree. */
import { useState } from 'react'
import type { Example } from '../../../contract/records/feature'
import type { RuleScore } from '../../../contract/records/rule'
import { Concordance } from '../../widgets/concordance/concordance'
import { activationDecimals } from '../../widgets/concordance/layout'
import { formatCount } from '../../widgets/format'
import { ProgressBar } from '../../widgets/progress-bar'
import { Tooltip } from '../../widgets/tooltip'
import { useImageSource } from '../features/evidence'
import { useEvidenceView } from '../features/evidence-view'
import { useRowPictures } from '../features/row-picture'
import styles from './rule.module.css'
import { confusionOf, ruleFacts } from './rule-words'
import type { RuleScoreView } from './use-rule-score'

const pictureHeight = 64
/** Lines of either kind before it is opened: both are in view. */
const linesAtFirst = 7

export interface RuleScorePartProps {
  view: RuleScoreView
  run: string
  /** Largest activation of the feature. */
  max: number
}

export function RuleScorePart({ view: { score, isScoring, progress }, run, max }: RuleScorePartProps) {
  if (!score)
    return (
      <p className={styles.empty} role="status">
        {isScoring ? 'Counting…' : 'The rule is held against all stored activations while you type.'}
      </p>
    )
  return (
    <>
      <div className={styles.numbers} aria-busy={isScoring}>
        {ruleFacts(score).map(({ name, value, explanation }) => (
          <Tooltip key={name} text={explanation}>
            <div>
              <p className={styles.name}>{name}</p>
              <p className={`display selectable ${isScoring ? styles.old : styles.value}`}>{value}</p>
            </div>
          </Tooltip>
        ))}
        <Confusion score={score} />
      </div>
      <div className={styles.progress}>
        {isScoring && progress && (
          <ProgressBar label="rows counted" value={progress.done / Math.max(1, progress.total)} height={2} />
        )}
      </div>
      <Misses score={score} run={run} max={max} />
    </>
  )
}

function Confusion({ score }: { score: RuleScore }) {
  const { both, missed, wronglyNamed, neither } = confusionOf(score)
  return (
    <table className={styles.confusion}>
      <caption className="hidden-text">Rows by what the rule says and what the feature does</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">fires</th>
          <th scope="col">silent</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">rule says yes</th>
          <td>{formatCount(both)}</td>
          <td>{formatCount(wronglyNamed)}</td>
        </tr>
        <tr>
          <th scope="row">rule says no</th>
          <td>{formatCount(missed)}</td>
          <td>{formatCount(neither)}</td>
        </tr>
      </tbody>
    </table>
  )
}

function Misses({ score, run, max }: { score: RuleScore; run: string; max: number }) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const { context, scale } = useEvidenceView()
  const pictureOf = useRowPictures(useImageSource(run), pictureHeight)
  const { missed, wronglyNamed } = confusionOf(score)
  const sections = [
    {
      name: 'missed',
      title: 'Fires, but the rule says no',
      detail: `${formatCount(missed)} rows, the strongest first`,
      explanation: 'Rows with an activation above the threshold that the rule does not name',
      ...shortened(score.missed, opened.has('missed'))
    },
    {
      name: 'wrongly-named',
      title: 'The rule says so, but it is silent',
      detail: `${formatCount(wronglyNamed)} rows, in their order`,
      explanation: 'Rows that the rule names and whose activation is not above the threshold',
      ...shortened(score.wronglyNamed, opened.has('wrongly-named'))
    }
  ]
  return (
    <Concordance
      sections={sections}
      max={max}
      decimals={activationDecimals(max)}
      context={context}
      scale={scale}
      pictureOf={pictureOf}
      onOpen={(section) => setOpened(new Set([...opened, section]))}
    />
  )
}

function shortened(examples: Example[], isOpen: boolean): { examples: Example[]; hidden: number } {
  if (isOpen) return { examples, hidden: 0 }
  return { examples: examples.slice(0, linesAtFirst), hidden: Math.max(0, examples.length - linesAtFirst) }
}
