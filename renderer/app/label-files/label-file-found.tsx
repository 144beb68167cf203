/** What is in a file of labels: counts, the rows that can not be used with their lines, the columns of a table, some of the labels. */
import type { LabelFileLook } from '../../../contract/records/label-file'
import { Icon } from '../../widgets/icon/icon'
import { Fact } from '../../widgets/panel'
import { PlainTable } from '../../widgets/plain-table'
import { Select } from '../../widgets/select'
import styles from './label-file.module.css'
import { columnWords, lookFacts } from './label-file-words'
import type { LabelFileView } from './use-label-file'

const most = { problems: 8, sample: 5 } as const

export function LabelFileFound({ view, look }: { view: LabelFileView; look: LabelFileLook }) {
  return (
    <>
      <section aria-label="What was found">
        {lookFacts(look).map(({ label, value }) => (
          <Fact key={label} ruled label={label} value={value} />
        ))}
      </section>
      <Problems look={look} />
      {look.columns && <Columns view={view} look={look} columns={look.columns} />}
      {look.sources.length > 0 && (
        <Select
          label="About"
          value={view.source ?? ''}
          options={[
            { value: '', label: 'choose…' },
            ...look.sources.map(({ name, labels }) => ({ value: name, label: `${name || 'not said'}  ·  ${labels}` }))
          ]}
          onChange={(source) => view.open(undefined, source === '' ? {} : { source })}
        />
      )}
      <Sample look={look} />
    </>
  )
}

function Problems({ look: { problems, bad } }: { look: LabelFileLook }) {
  if (bad === 0) return null
  return (
    <ul className={styles.problems} aria-label="Rows that can not be used">
      {problems.slice(0, most.problems).map(({ place, what }) => (
        <li key={place}>
          <Icon name="warning" size={14} />
          <span>
            <span className="mono">{place}</span> {what}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Columns({ view, look, columns }: { view: LabelFileView; look: LabelFileLook; columns: string[] }) {
  const { used = {} } = look
  return (
    <div className={styles.columns}>
      {columnWords.map(([key, label]) => (
        <Select
          key={key}
          label={label}
          value={used[key] ?? ''}
          options={[{ value: '', label: 'none' }, ...columns.map((name) => ({ value: name, label: name }))]}
          onChange={(name) => view.open(undefined, { columns: { ...used, [key]: name } })}
        />
      ))}
    </div>
  )
}

function Sample({ look: { sample } }: { look: LabelFileLook }) {
  if (sample.length === 0) return null
  return (
    <PlainTable className={styles.sample}>
      <thead>
        <tr>
          <th>feature</th>
          <th>label</th>
        </tr>
      </thead>
      <tbody>
        {sample.slice(0, most.sample).map(({ feature, label, place }) => (
          <tr key={`${place} ${feature}`}>
            <td className="mono">{feature}</td>
            <td>{label}</td>
          </tr>
        ))}
      </tbody>
    </PlainTable>
  )
}
