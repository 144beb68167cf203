/** What the engine understood of the files, as facts with their numbers; those that need it say what they mean. */
import type { ActivationSummary, Inspection, RowTableSummary } from '../../../contract/records/inspection'
import { formatCount, formatHash } from '../../widgets/format'
import { Fact, Section } from '../../widgets/panel'
import { Tooltip } from '../../widgets/tooltip'
import { type DataFact, dataFacts } from './data-facts-words'
import type { DraftFile } from './draft-files'
import { streamsOf } from './draft-sources'
import { useDraft } from './draft-store'
import { placesOf, sizeOf } from './file-uses'
import styles from './new-project.module.css'
import { normWords } from './norm-words'

export interface UnderstoodProps {
  inspection: Inspection
  activations: ActivationSummary
}

export function Understood({ inspection, activations }: UnderstoodProps) {
  const { norms } = activations
  return (
    <Section title="What was understood" className={styles.understood}>
      <Fact ruled label="Vectors" value={vectorWords(activations)} />
      <JoinFacts dIn={activations.dIn} />
      <TableFacts table={inspection.rowTable} />
      {dataFacts(activations).map((fact) => (
        <ExplainedFact key={fact.label} fact={fact} />
      ))}
      <Fact ruled label="Mean norm" value={normWords(norms.mean)} />
      <Fact ruled label="1 % – 99 %" value={`${normWords(norms.p01, 0)} – ${normWords(norms.p99, 0)}`} />
      <Fact ruled label="Fingerprint" value={formatHash(activations.fingerprint)} title={activations.fingerprint} />
    </Section>
  )
}

/** Its label is a tab stop, so that the words come by keyboard too. */
function ExplainedFact({ fact: { label, value, meaning } }: { fact: DataFact }) {
  const words = (
    <Tooltip text={meaning}>
      <button type="button" className={styles.explained} aria-description={meaning}>
        {label}
      </button>
    </Tooltip>
  )
  return <Fact ruled label={words} value={value} />
}

function vectorWords({ shape, dtype }: ActivationSummary): string {
  return `${shape.map(formatCount).join(' × ')}, ${dtype}`
}

/** Width of a row, its streams, and what is predicted from it. */
function JoinFacts({ dIn }: { dIn: number }) {
  const files = useDraft((draft) => draft.files)
  const streams = streamsOf(files)
  const targets = placesOf(files, 'targets')[0]
  const names = streams.map(({ name }) => name).join(', ')
  return (
    <>
      <Fact ruled label="d_in" value={widthWords(dIn, files)} />
      {streams.length > 0 && <Fact ruled label="Streams" value={`${streams.length}: ${names}`} title={names} />}
      {targets && <Fact ruled label="Targets" value={`d_out ${formatCount(sizeOf(targets.array).width)}`} />}
    </>
  )
}

/** `1,536 (2 × 768)`: streams lie side by side. */
export function widthWords(dIn: number, files: readonly DraftFile[]): string {
  const widths = [dIn, ...placesOf(files, 'stream').map(({ array }) => sizeOf(array).width)]
  if (widths.length === 1) return formatCount(dIn)
  return `${formatCount(widths.reduce((sum, width) => sum + width, 0))}: ${widths.map(formatCount).join(' + ')}`
}

function TableFacts({ table }: { table: RowTableSummary | undefined }) {
  if (!table) return <Fact ruled label="Token text" value="none: no row table" />
  const hasTokens = table.columns.some((column) => column.role === 'token')
  const image = table.columns.find((column) => column.role === 'image')
  const labels = table.columns.filter((column) => column.role === 'label')
  return (
    <>
      <Fact ruled label="Token text" value={hasTokens ? `present, ${formatCount(table.missingTokens)} missing` : 'none'} />
      {image && <Fact ruled label="Images" value={`column “${image.name}”`} />}
      <Fact
        ruled
        label="Documents"
        value={
          table.documents > 0
            ? `${formatCount(table.documents)}, up to ${formatCount(table.longestDocument)} tokens each`
            : 'none'
        }
      />
      {labels.map((column) => {
        const words = column.categories?.join(', ')
        return (
          <Fact
            key={column.name}
            ruled
            label={column.name}
            value={words ? `${column.categories?.length}: ${words}` : column.kind}
            title={words}
          />
        )
      })}
    </>
  )
}
