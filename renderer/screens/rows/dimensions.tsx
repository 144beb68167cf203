/** Some numbers of a vector beside those of another. */
import { activationDecimals } from '../../widgets/concordance/layout'
import { formatFixed } from '../../widgets/format'
import styles from './rows.module.css'

export interface DimensionsProps {
  head: [string, string, string]
  rows: [number, number, number][]
  chosen?: number | undefined
  onChoose?: (dimension: number) => void
}

/** Numbers of the vector; one that can be chosen shows what writes to it. */
export function Dimensions({ head, rows, chosen, onChoose }: DimensionsProps) {
  const decimals = activationDecimals(rows.reduce((most, [, one, other]) => Math.max(most, Math.abs(one), Math.abs(other)), 0))
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
            <td>{formatFixed(one, decimals)}</td>
            <td>{formatFixed(other, decimals)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
