/** Steps that are not finite: marked, explained, answered with a lower rate once, and with the end when they keep coming. */
import type { Batch } from '../../../contract/records/arrays'
import { LoupeError } from '../../../contract/wire/errors'
import type { Alerts, HealthMemory } from './memory'

/** Factor on the learning rate after the first step that was not finite. */
const loweredRate = 0.25
/** Steps that are not finite after which a run ends: so many in a row, or altogether. */
const badInRow = 4
const badAltogether = 20
/** Batches that are kept for inspection. */
const mostKept = 3

/** Whether the batch of the next step that is not finite is worth keeping. */
export function isKept({ badSteps }: HealthMemory): boolean {
  return badSteps < mostKept
}

/** Throws not-finite when there were too many such steps. */
export function afterBadStep(memory: HealthMemory, step: number, batch: Batch, alerts: Alerts): void {
  memory.badSteps += 1
  memory.badNow += 1
  alerts.mark({ step, kind: 'not-finite', text: `Step ${step} was not finite and was skipped` })
  if (memory.badSteps === 1) {
    memory.rateFactor = loweredRate
    alerts.warning({
      step,
      title: 'Loss not finite',
      detail: `Step ${step} gave numbers that are not finite. It was skipped, its batch is kept, and the learning rate is a quarter from here on. ${suspectRow(batch)} If it happens again and again the run will stop.`
    })
  }
  if (memory.badNow < badInRow && memory.badSteps < badAltogether) return
  throw new LoupeError('not-finite', `Training stopped at step ${step}: ${memory.badSteps} steps were not finite.`, {
    hint: 'Lower the learning rate, or look for extreme rows in the data. The last checkpoint is intact.',
    place: 'learningRate'
  })
}

/** A sentence on the row of the batch that stands out most: one with bad numbers, else the longest. */
function suspectRow({ values, count, dIn, rows }: Batch): string {
  const norms = Array.from({ length: count }, (_, row) => normOf(values.subarray(row * dIn, (row + 1) * dIn)))
  const bad = norms.findIndex((norm) => !Number.isFinite(norm))
  if (bad >= 0) return `Row ${rows[bad]} of the data holds numbers that are not finite or too large.`
  const longest = norms.indexOf(Math.max(...norms))
  const median = [...norms].sort((a, b) => a - b)[Math.floor(count / 2)]
  const times = median > 0 ? ` ${(norms[longest] / median).toFixed(1)} times the median norm` : ` norm ${norms[longest]}`
  return `The longest of its rows is row ${rows[longest]} of the data, with${times}.`
}

/** In f32, as training sees it. */
function normOf(row: Float32Array): number {
  return Math.fround(Math.sqrt(row.reduce((sum, value) => Math.fround(sum + Math.fround(value * value)), 0)))
}
