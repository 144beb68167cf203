/**
 * A number that explains itself: what it is of, its formula and sample, and which run it is from. The same words are said on
 * hover and copied as a line to cite. Pure.
 */
import type { Run } from '../../../contract/records/run'
import type { Study } from '../../../contract/records/studies/study'
import { formatCount } from '../../widgets/format'

export interface Figure {
  /** What it is of, as a citation begins: `Feature 12`. */
  of: string
  name: string
  /** As it is shown. */
  value: string
  /** Formula and sample. */
  explanation: string
  /** Run, step and rows, in words. */
  source: string
}

/** Which dictionary numbers are of, for a line that can be cited. */
export interface NumberSource {
  run: string
  step: number | undefined
  rows: number
}

/** Of the analyzed checkpoint of a run. */
export function sourceOf(run: Run | undefined, rows: number): NumberSource {
  return { run: run?.name ?? '', step: run?.analysis?.step, rows }
}

/** Of the analysis that a question was asked of, which may be an earlier one. */
export function studySource(run: Run | undefined, { step, rows }: Study): string {
  return sourceWords({ run: run?.name ?? '', step, rows })
}

/** `run topk-32-a, step 2,000, 40,000 rows`: said on hover below the formula. */
export function sourceWords({ run, step, rows }: NumberSource): string {
  return [`run ${run}`, step !== undefined && `step ${formatCount(step)}`, `${formatCount(rows)} rows`].filter(Boolean).join(', ')
}

/** Said on hover and focus. */
export function figureWords({ explanation, source }: Pick<Figure, 'explanation' | 'source'>): string {
  return `${explanation}; ${source}`
}

/** A number as a line to cite: what of which, its value, formula and sample, run and step. Digits as they are shown, on one line. */
export function citationOf(figure: Figure): string {
  return `${figure.of}: ${figure.name} ${figure.value} (${figureWords(figure)})`
}
