/** The line above the pattern table: the active cell in words, and the color scale. */

import type { AnsweredStudy } from '../../app/studies/use-study'
import { ActivationRamp } from '../../widgets/activation-legend'
import { Button } from '../../widgets/button'
import { formatCount, formatFixed, formatSignificant } from '../../widgets/format'
import styles from './patterns.module.css'
import { usePatternsView } from './patterns-view'
import { type LayerModel, meanWords, type PatternNames } from './table-model'

export interface ReadoutProps {
  models: readonly LayerModel[]
  shown: PatternNames
  answered: AnsweredStudy<'patterns'>
}

export function Readout({ models, shown, answered }: ReadoutProps) {
  const { active, scale } = usePatternsView()
  const layer = Math.min(active.layer, models.length - 1)
  const hasNegative = models.some(({ run }) => run === undefined)
  const problem = answered.answer.denseProblem
  return (
    <div className={styles.readout}>
      <span className="ellipsis selectable" role="status" title={problem ?? meanWords(models[layer])}>
        {cellWords({ model: models[layer], shown, item: active.item, pattern: active.pattern })}
      </span>
      <span className={styles.legend}>
        <ActivationRamp negative={hasNegative} />
        <span>{scale === 'item' ? 'linear, feature max' : 'linear, layer max'}</span>
        <Button variant="quiet" size="small" command="patterns.scale" aria-pressed={scale === 'layer'}>
          {scale === 'item' ? 'one scale' : 'scale of each'}
        </Button>
      </span>
    </div>
  )
}

export interface CellRequest {
  model: LayerModel
  shown: PatternNames
  item: number
  pattern: number
}

/** `feature 12 on not cat: mean 0.52 over 1 row, η² 0.93`. */
export function cellWords({ model, shown, item, pattern }: CellRequest): string {
  const place = Math.min(item, model.ids.length - 1)
  const on = Math.min(pattern, shown.names.length - 1)
  if (place < 0 || on < 0) return ''
  const id = model.ids[place]
  const name = model.run === undefined ? `input ${id}` : `feature ${id}`
  const rows = shown.rows[on]
  const eta = model.layer.eta?.[model.items[place]]
  const tells = eta === undefined ? '' : `, tells the patterns apart η² ${formatFixed(eta, 2)}`
  const mean = formatSignificant(model.valueAt(place, on), 3)
  return `${name} on ${shown.names[on]}: mean ${mean} over ${formatCount(rows)} ${rows === 1 ? 'row' : 'rows'}${tells}`
}
