/** Some numbers of a vector beside those of another. */
import type { RowExplanation } from '../../../contract/records/row'
import { CitedNumber } from '../../app/numbers/cited-number'
import { activationDecimals } from '../../widgets/concordance/layout'
import { formatFixed } from '../../widgets/format'
import { dimensionFigure } from './row-figures'
import styles from './rows.module.css'

export interface DimensionsProps {
  explanation: RowExplanation
  source: string
  head: [string, string, string]
  /** What both columns are of. */
  what: [string, string]
  rows: [number, number, number][]
  chosen?: number | undefined
  onChoose?: (dimension: number) => void
}

/** Numbers of the vector; one that can be chosen shows what writes to it. */
export function Dimensions({ explanation, source, head, what, rows, chosen, onChoose }: DimensionsProps) {
  const decimals = activationDecimals(rows.reduce((most, [, one, other]) => Math.max(most, Math.abs(one), Math.abs(other)), 0))
  const number = (dimension: number, value: number, of: string) => (
    <CitedNumber figure={dimensionFigure(dimension, formatFixed(value, decimals), of, explanation, source)} />
  )
  return (
    <table className={styles.dimensions}>
      <thead>
        <tr>
          {head.map((word) => (
            <th key={word} scope="col">
              {word}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([dimension, one, other]) => (
          <tr key={dimension}>
            <th scope="row">
              {onChoose ? (
                <button
                  type="button"
                  aria-pressed={dimension === chosen}
                  title="Show what writes to this number"
                  onClick={() => onChoose(dimension)}
                >
                  {dimension}
                </button>
              ) : (
                dimension
              )}
            </th>
            <td>{number(dimension, one, what[0])}</td>
            <td>{number(dimension, other, what[1])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
