/** What was found in the files: facts with who says so, where each tensor came from, what is left over, and what was guessed. */
import type { DictionaryLook, DictionaryReport } from '../../../../contract/records/dictionary-report'
import { Button } from '../../../widgets/button'
import { Checkbox } from '../../../widgets/checkbox'
import { Icon } from '../../../widgets/icon/icon'
import { KeyHint } from '../../../widgets/key-hint/key-hint'
import { Section } from '../../../widgets/panel'
import { PlainTable } from '../../../widgets/plain-table'
import { type FoundFact, foundFacts, guessedFacts, shapeOf, sourceWords } from './found-words'
import styles from './import.module.css'
import type { ImportView } from './use-import'

interface FoundProps {
  view: ImportView
  report: DictionaryReport
  look: DictionaryLook
}

export function Found({ view, report, look }: FoundProps) {
  return (
    <>
      <Guessed view={view} report={report} />
      <Section title="What was found" actions={<MapButton view={view} />}>
        <dl className={styles.facts}>
          {foundFacts(report).map((fact) => (
            <FoundLine key={fact.label} fact={fact} />
          ))}
        </dl>
      </Section>
      <Tensors report={report} look={look} />
      {look.labels && (
        <Section title="Labels" detail="an export left them beside the weights">
          <Checkbox checked={view.withLabels} onChange={view.setWithLabels}>
            The labels of {look.labels.split(/[\\/]/).at(-1)} come too
          </Checkbox>
        </Section>
      )}
      {report.unused.length > 0 && (
        <Section title="Not used" detail="tensors of the file that such a dictionary does not need">
          <p className={`mono selectable ${styles.unused}`}>{report.unused.join(', ')}</p>
        </Section>
      )}
    </>
  )
}

function MapButton({ view }: { view: ImportView }) {
  if (view.draft) return null
  return (
    <Button size="small" variant="quiet" command="import.map">
      Not right? Map by hand…
    </Button>
  )
}

function FoundLine({ fact: { label, value, source } }: { fact: FoundFact }) {
  return (
    <div className={styles.fact} data-guessed={source === 'guessed' || undefined}>
      <dt>{label}</dt>
      <dd className="mono selectable">{value}</dd>
      <dd className={styles.who}>
        {source === 'guessed' && <Icon name="warning" size={14} />}
        {source && sourceWords[source]}
      </dd>
    </div>
  )
}

/** What nobody says must be confirmed before it is taken for true. */
function Guessed({ view, report }: { view: ImportView; report: DictionaryReport }) {
  const guessed = guessedFacts(report)
  const { warnings } = report
  if (guessed.length === 0 && warnings.length === 0) return null
  return (
    <Section title="To be confirmed" detail={guessed.length > 0 ? 'the files do not say it' : 'the files leave it open'}>
      <ul className={styles.open}>
        {[...guessed, ...warnings].map((text) => (
          <li key={text} className={styles.line}>
            <Icon name="warning" size={14} className={styles.warnSign} />
            <span>{text}</span>
          </li>
        ))}
      </ul>
      {guessed.length > 0 && (
        <Checkbox checked={view.isConfirmed} onChange={view.setConfirmed} aria-keyshortcuts="Alt+C">
          What was guessed is right <KeyHint keys="Alt+C" />
        </Checkbox>
      )}
    </Section>
  )
}

function Tensors({ report, look }: Pick<FoundProps, 'report' | 'look'>) {
  return (
    <Section title="Tensors" detail="where each one came from">
      <PlainTable className={styles.tensors}>
        <thead>
          <tr>
            <th>tensor</th>
            <th>in the file</th>
            <th>shape there</th>
            <th>type</th>
            <th>what was done to it</th>
          </tr>
        </thead>
        <tbody>
          {report.tensors.map(({ name, from, dtype, change }) => (
            <tr key={name}>
              <th scope="row" className="mono">
                {name}
              </th>
              <td className="mono">{from}</td>
              <td className="mono">{shapeOf(from, look.tensors)}</td>
              <td className="mono">{dtype}</td>
              <td>{change ?? 'as it is'}</td>
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </Section>
  )
}
