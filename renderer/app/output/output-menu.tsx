/** The ways out of a chart, in a small panel. */
import { Button } from '../../widgets/button'
import { Popover } from '../../widgets/popover'
import { type ChartOutput, handOut, outputWords, waysOf } from './chart-output'
import styles from './output-menu.module.css'

export interface OutputMenuProps {
  /** What it is of, for the panel's name. */
  label: string
  output: ChartOutput
}

export function OutputMenu({ label, output }: OutputMenuProps) {
  return (
    <Popover word="Save" label={`Copy and save: ${label}`} width={168}>
      {(close) => (
        <div className={styles.outputs}>
          {waysOf(output).map((way) => (
            <Button
              key={way}
              variant="quiet"
              size="small"
              wide
              onClick={() => {
                close()
                void handOut(output, way)
              }}
            >
              {outputWords[way]}
            </Button>
          ))}
        </div>
      )}
    </Popover>
  )
}
