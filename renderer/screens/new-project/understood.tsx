/** What the engine understood of the files, as facts with their numbers. */
import type { ActivationSummary, Inspection, RowTableSummary } from '../../../contract/records/inspection'
import { formatCount, formatFixed, formatHash } from '../../widgets/format'
import { Fact, Section } from '../../widgets/panel'
import styles from './new-project.module.css'

export interface UnderstoodProps {
  inspection: Inspection
  activations: ActivationSummary
}

export function Understood({ inspection, activations }: UnderstoodProps) {
  const { norms } = activations
  return (
    <Section title="What was understood" className={styles.understood}>
      <Fact ruled label="Vectors" value={vectorWords(activations)} />
      <Fact ruled label="d_in" value={formatCount(activations.dIn)} />
      <TableFacts table={inspection.rowTable} />
      <Fact ruled label="Not finite" value={formatCount(activations.notFinite.count)} />
      <Fact ruled label="All zero" value={formatCount(activations.zero.count)} />
      <Fact ruled label="Constant dimensions" value={formatCount(activations.constantDimensions.length)} />
      <Fact ruled label="Mean norm" value={formatFixed(norms.mean, 1)} />
      <Fact ruled label="1 % – 99 %" value={`${formatFixed(norms.p01, 0)} – ${formatFixed(norms.p99, 0)}`} />
      <Fact ruled label="Fingerprint" value={formatHash(activations.fingerprint)} title={activations.fingerprint} />
    </Section>
  )
}

function vectorWords({ shape, dtype }: ActivationSummary): string {
  return `${shape.map(formatCount).join(' × ')}, ${dtype}`
}

function TableFacts({ table }: { table: RowTableSummary | undefined }) {
  if (!table) return <Fact ruled label="Token text" value="none: no row table" />
  const hasTokens = table.columns.some((column) => column.role === 'token')
  const labels = table.columns.filter((column) => column.role === 'label')
  return (
    <>
      <Fact ruled label="Token text" value={hasTokens ? `present, ${formatCount(table.missingTokens)} missing` : 'none'} />
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
