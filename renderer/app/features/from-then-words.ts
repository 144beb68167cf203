/** Since when what is shown has been as it is. Pure. */
import type { Run } from '../../../contract/records/run'
import { formatCount } from '../../widgets/format'

/** A message as a whole sentence, whether or not it ends with a stop. */
export function sentence(message: string): string {
  return message.replace(/\.?$/, '.')
}

/** `What is shown is from then: analyzed on 22 Nov 2026, 06:47, step 250, 39,998 rows.` */
export function fromThenWords({ finishedAt, step, rows }: NonNullable<Run['analysis']>): string {
  const when = new Date(finishedAt).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
  return `What is shown is from then: analyzed on ${when}, step ${formatCount(step)}, ${formatCount(rows)} rows.`
}
