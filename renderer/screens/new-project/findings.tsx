/** Problems and notes of an inspection: what is wrong, what still works, and the choice that settles it beside it. */
import type { ReactNode } from 'react'
import type { Finding, Inspection } from '../../../contract/records/inspection'
import { useCommands } from '../../app/commands/commands'
import { Button } from '../../widgets/button'
import { formatPlural } from '../../widgets/format'
import { Icon } from '../../widgets/icon/icon'
import type { IconName } from '../../widgets/icon/icon-paths'
import { Section } from '../../widgets/panel'
import { Segment } from '../../widgets/segment'
import { takePair } from './draft-choice'
import { placeName } from './draft-sources'
import { useDraft } from './draft-store'
import styles from './findings.module.css'
import { type PairProposal, pairProposals } from './pairs'

const icons: Record<Finding['level'], IconName> = { error: 'error', warning: 'warning', information: 'info' }

/** A proposal asks before it changes anything, so it stands among what is to decide. */
export function Findings({ inspection }: { inspection: Inspection }) {
  const { files, refusedPairs } = useDraft()
  const pair = refusedPairs ? undefined : pairProposals(files)[0]
  const { findings } = inspection
  if (findings.length === 0 && !pair)
    return (
      <Section title="Problems" detail="none found">
        {null}
      </Section>
    )
  const errors = findings.filter(({ level }) => level === 'error')
  const others = findings.filter(({ level }) => level !== 'error')
  return (
    <Section title="Problems" detail={findingWords(findings, pair ? 1 : 0)} className={styles.findingsSection}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls has to be reached by keyboard */}
      <ul className={styles.findings} aria-label="Problems" tabIndex={0}>
        {errors.map((finding) => (
          <FindingLine key={finding.id} finding={finding} />
        ))}
        {pair && <PairLine pair={pair} />}
        {others.map((finding) => (
          <FindingLine key={finding.id} finding={finding} />
        ))}
      </ul>
    </Section>
  )
}

function FindingLine({ finding }: { finding: Finding }) {
  const outliers = useDraft((draft) => draft.outliers)
  return (
    <Line level={finding.level} title={finding.title} detail={finding.detail}>
      {finding.remedies.length > 0 && (
        <Segment
          label={finding.title}
          value={outliers}
          options={finding.remedies.map(({ rule, label }) => ({ value: rule, label }))}
          onChange={(rule) => useDraft.setState({ outliers: rule })}
        />
      )}
    </Line>
  )
}

function PairLine({ pair }: { pair: PairProposal }) {
  const [input, target] = [placeName(pair.input), placeName(pair.target)]
  const take = () => takePair(pair)
  useCommands([{ id: 'files.usePair', title: `Use ${input} and ${target} as a pair`, scope: 'files', run: take }])
  return (
    <Line
      level="information"
      title={`${input} and ${target} look like a pair`}
      detail={`Both have ${formatPlural(pair.rows, 'row')}. As a pair, ${input} becomes the activations and ${target} what a transcoder predicts from them.`}
    >
      <span className={styles.decide}>
        <Button size="small" onClick={take}>
          Use as a pair
        </Button>
        <Button size="small" variant="quiet" onClick={() => useDraft.setState({ refusedPairs: true })}>
          No pair
        </Button>
      </span>
    </Line>
  )
}

interface LineProps {
  level: Finding['level']
  title: string
  detail: string
  children: ReactNode
}

function Line({ level, title, detail, children }: LineProps) {
  return (
    <li className={styles.finding} data-level={level}>
      <Icon name={icons[level]} />
      <div className={styles.findingText}>
        <p className={styles.findingTitle}>{title}</p>
        <p className="small">{detail}</p>
      </div>
      {children}
    </li>
  )
}

/** `1 to settle, 1 to decide, 1 for your information`. */
export function findingWords(findings: readonly Finding[], proposals = 0): string {
  const count = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length
  const parts: [number, string][] = [
    [count('error'), 'to settle first'],
    [count('warning') + proposals, 'to decide'],
    [count('information'), 'for your information']
  ]
  return parts
    .filter(([number]) => number > 0)
    .map(([number, words]) => `${number} ${words}`)
    .join(', ')
}
