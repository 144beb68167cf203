/** What the row is: its source, its labels, its image, and its token between those around it, outlined as everywhere. */
import type { RowExplanation } from '../../../contract/records/row'
import { useImageSource } from '../../app/features/evidence'
import { useRowPictures } from '../../app/features/row-picture'
import type { ChartOutput } from '../../app/output/chart-output'
import { OutputMenu } from '../../app/output/output-menu'
import { Chip } from '../../widgets/chip'
import { formatCount } from '../../widgets/format'
import { Head } from '../../widgets/head'
import { textOfToken } from '../../widgets/token-strip/text'
import styles from './rows.module.css'

export interface RowHeadProps {
  run: string
  explanation: RowExplanation | undefined
  /** Features that are set to other activations. */
  changed: number
  output: ChartOutput | undefined
}

/** Px. */
const pictureHeight = 120

export function RowHead({ run, explanation, changed, output }: RowHeadProps) {
  const pictureOf = useRowPictures(useImageSource(run), pictureHeight)
  if (!explanation) return <Head title="Rows" />
  const { context, active } = explanation
  const facts = [
    `${formatCount(active)} features fire`,
    context.use === 'validation' && 'a validation row',
    changed > 0 && `${changed} changed`
  ]
  return (
    <>
      <Head
        title={`Row ${formatCount(context.row)}`}
        detail={
          <>
            <span className="mono">{context.source}</span>
            {Object.entries(context.labels).map(([name, value]) => (
              <Chip key={name} title={name}>
                {value}
              </Chip>
            ))}
            <span>{facts.filter(Boolean).join(', ')}</span>
          </>
        }
        actions={output && <OutputMenu label="features of the row" output={output} />}
      />
      {pictureOf && <div className={styles.image}>{pictureOf(context.row)}</div>}
      {(!pictureOf || context.tokens.some((token) => token !== '')) && <RowText explanation={explanation} />}
    </>
  )
}

/** The peak stands in the middle; what is before it is cut at the left. */
function RowText({ explanation: { context } }: { explanation: RowExplanation }) {
  const text = (from: number, to?: number) => context.tokens.slice(from, to).map(textOfToken).join('')
  if (context.tokens.length === 0) return null
  return (
    <p className={styles.text} dir="ltr" data-bare={context.tokens.length === 1 || undefined}>
      <span className={styles.before}>{text(0, context.peak)}</span>
      <span className={styles.peak}>{textOfToken(context.tokens[context.peak] ?? '')}</span>
      <span className={styles.after}>{text(context.peak + 1)}</span>
    </p>
  )
}
