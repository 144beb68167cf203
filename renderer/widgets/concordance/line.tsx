/**
 * One example as a concordance line: value, source, and the context with its peak token outlined in the page's one column.
 * The text to the left of the column grows leftwards from it and is cut at the edge, so no token can move the peak.
 */

import { memo, type ReactNode } from 'react'
import type { Example } from '../../../contract/records/feature'
import { formatFixed } from '../format'
import type { ColorScale } from '../token-strip/color'
import { runsOfTokens } from '../token-strip/runs'
import { textOfToken } from '../token-strip/text'
import { Token, TokenStrip } from '../token-strip/token-strip'
import styles from './concordance.module.css'
import { type ContextSize, contextWindow } from './layout'

/** What stands in place of the value, and what a screen reader says of the line. */
export interface LineLead {
  cell: ReactNode
  spoken: string
  /** The line that keys act on. */
  isCurrent: boolean
}

export interface ConcordanceLineProps {
  example: Example
  /** Number of the line on the page, for the token focus. */
  line: number
  max: number
  decimals: number
  context: ContextSize
  scale: ColorScale
  /** The token of this line that has the focus. */
  focused: number | undefined
  source: boolean
  /** What the value is, said on hover. */
  explanation?: string | undefined
  pictureOf?: ((row: number) => ReactNode) | undefined
  lead?: LineLead | undefined
}

export const ConcordanceLine = memo(function ConcordanceLine(props: ConcordanceLineProps) {
  const { example, line, decimals, source, explanation, pictureOf, lead } = props
  const labels = Object.entries(example.labels).map(([name, value]) => `${name} ${value}`)
  const place = [example.source, ...labels].filter(Boolean).join(', ')
  return (
    <li
      className={lead?.isCurrent ? styles.currentLine : styles.line}
      data-line={line}
      aria-current={lead?.isCurrent ? 'true' : undefined}
      aria-label={lead ? lead.spoken : pictureOf ? spokenPicture(example, decimals) : spokenLine(example, decimals)}
    >
      <span className={lead ? styles.lead : styles.value} title={lead ? undefined : explanation}>
        {lead ? lead.cell : formatFixed(example.value, decimals)}
      </span>
      {source && (
        <span className={styles.source} title={place}>
          {example.source}
        </span>
      )}
      {pictureOf ? (
        <PictureContext example={example} labels={labels} picture={pictureOf(example.row)} />
      ) : (
        <TokenContext {...props} />
      )}
    </li>
  )
})

function TokenContext(props: ConcordanceLineProps) {
  const { before, peak, after } = partsOf(props)
  const { focused } = props
  return (
    <span className={styles.context} dir="ltr">
      <span className={styles.pan}>
        <span className={styles.before}>
          <TokenStrip runs={before} focused={focused} />
        </span>
        <span className={styles.after}>
          {peak && <Token run={peak} peak focused={peak.first === focused} />}
          <TokenStrip runs={after} focused={focused} />
        </span>
      </span>
    </span>
  )
}

/** The image of the row, and what else is known of it. */
function PictureContext({ example, labels, picture }: { example: Example; labels: string[]; picture: ReactNode }) {
  const words = [example.tokens[example.peak] ?? '', ...labels].filter(Boolean).join(', ')
  return (
    <span className={styles.pictureContext}>
      {picture}
      <span className={styles.caption}>{words}</span>
    </span>
  )
}

function partsOf({ example, max, context, scale, focused }: ConcordanceLineProps) {
  const { from, to } = contextWindow(example, context)
  const { tokens, values, peak } = example
  const shared = { tokens, values, max, scale, merge: focused === undefined }
  return {
    before: runsOfTokens({ ...shared, from, to: peak }),
    peak: runsOfTokens({ ...shared, from: peak, to: peak + 1 })[0],
    after: runsOfTokens({ ...shared, from: peak + 1, to })
  }
}

/** Value, peak token and a little of its surroundings, for a screen reader. */
function spokenLine(example: Example, decimals: number): string {
  const { from, to } = contextWindow(example, 5)
  const text = example.tokens.slice(from, to).map(textOfToken).join('')
  return `${formatFixed(example.value, decimals)} on ${textOfToken(example.tokens[example.peak] ?? '').trim()}, in ${text}`
}

function spokenPicture({ row, value }: Example, decimals: number): string {
  return `${formatFixed(value, decimals)} on the image of row ${row}`
}
