/** The numbers of an explained row as numbers that explain themselves. Pure. */

import type { ActiveFeature, NearRow, ReconstructionMove, RowExplanation, RowMiss } from '../../../contract/records/row'
import type { Run } from '../../../contract/records/run'
import { type Figure, sourceWords } from '../../app/numbers/figure'
import { activationDecimals } from '../../widgets/concordance/layout'
import { formatCount, formatFixed, formatPercent, formatSignificant } from '../../widgets/format'

/** What shares of the reconstruction are. */
export const shareFormula =
  'Signed part of the reconstruction: f·⟨W_dec, x̂ − b_dec⟩ ÷ ‖x̂ − b_dec‖². The shares of all active features add up to 1; a negative one takes away from the others'

const fvuFormula = 'Fraction of variance unexplained by this row: ‖x − x̂‖² ÷ ‖x − mean‖², with the mean of the training rows'

/** `row 1,000 (doc 3:14); run topk-8-a, step 150, 1,000 rows`. */
export function rowSource({ context, step }: RowExplanation, run: Run | undefined): string {
  const rows = run?.analysis?.rows ?? 0
  return `row ${formatCount(context.row)} (${context.source}); ${sourceWords({ run: run?.name ?? '', step, rows })}`
}

/** As many decimals as a number of its size needs. */
function measured(value: number | undefined): string {
  return formatFixed(value, activationDecimals(value ?? 0))
}

type Named = (name: string, value: string, explanation: string) => Figure

function ofRow({ context }: RowExplanation, source: string): Named {
  return (name, value, explanation) => ({ of: `Row ${formatCount(context.row)}`, name, value, explanation, source })
}

/** What the reconstruction misses. */
export function missFigures(missed: RowMiss, explanation: RowExplanation, source: string): Figure[] {
  const figure = ofRow(explanation, source)
  return [
    figure('FVU of the row', formatFixed(missed.fvu, 3), fvuFormula),
    figure('squared error', measured(missed.squaredError), '‖x − x̂‖², raw units'),
    figure('of the squared norm', formatPercent(missed.errorShare, 1), '‖x − x̂‖² ÷ ‖x‖²'),
    figure('cosine', formatFixed(missed.cosine, 4), 'Cosine between the row and its reconstruction'),
    figure('norm of the row', measured(missed.norm), '‖x‖')
  ]
}

/** How the reconstruction moved after changes. */
export function moveFigures(move: ReconstructionMove, explanation: RowExplanation, source: string): Figure[] {
  const before = explanation.missed
  const set = move.features.map(({ feature, after }) => `${feature} to ${formatSignificant(after)}`).join(', ')
  const named = ofRow(explanation, source)
  const figure: Named = (name, value, words) => named(name, value, `${words}; features set: ${set}`)
  const moved = move.relative === undefined ? '' : `, ${formatPercent(move.relative, 1)}`
  const figures = [
    figure('moved by', `${measured(move.norm)}${moved}`, '‖x̂′ − x̂‖, and as a share of ‖x̂ − b_dec‖'),
    figure('cosine of both', formatFixed(move.cosine, 4), 'Cosine between the reconstruction before and after')
  ]
  if (move.missed)
    figures.push(
      figure(
        'squared error after changes',
        `${measured(before?.squaredError)} → ${measured(move.missed.squaredError)}`,
        '‖x − x̂‖² before and after'
      )
    )
  if (move.missed?.fvu !== undefined)
    figures.push(figure('FVU after changes', `${formatFixed(before?.fvu, 3)} → ${formatFixed(move.missed.fvu, 3)}`, fvuFormula))
  return figures
}

/** A row whose features fire alike. */
export function nearFigure(near: NearRow, explanation: RowExplanation, source: string): Figure {
  const inexact = explanation.nearest.exact
    ? ''
    : '; features that fire on very many rows were left out while looking, the cosines are exact all the same'
  return ofRow(explanation, source)(
    `cosine with row ${formatCount(near.row)}`,
    formatFixed(near.cosine, 2),
    `Cosine of the sparse activations of both rows, ${near.source} being the other${inexact}`
  )
}

/** One number of a vector of the row, and what it is. */
export function dimensionFigure(
  dimension: number,
  value: string,
  what: string,
  explanation: RowExplanation,
  source: string
): Figure {
  return ofRow(explanation, source)(`${what}, number ${dimension}`, value, `Number ${dimension} of the ${what}, raw units`)
}

/** What a feature writes to one number of the output on this row. */
export function writeFigure(
  { feature, write }: { feature: number; write: number },
  dimension: number,
  explanation: RowExplanation,
  source: string
): Figure {
  return ofRow(explanation, source)(
    `feature ${feature} writes to number ${dimension}`,
    formatSignificant(write),
    'f·⟨W_dec, d⟩ on this row, d the direction of that number'
  )
}

/** Numbers of the input that make the features of the row write to one number of the output. */
export function inputsFigure(
  inputs: readonly { dimension: number; write: number }[],
  dimension: number,
  explanation: RowExplanation,
  source: string
): Figure {
  return ofRow(explanation, source)(
    `numbers of the input that write to number ${dimension}`,
    inputs.map((input) => `${input.dimension} (${formatSignificant(input.write, 2)})`).join(', '),
    'x_i Σ W_enc[i, f] ⟨W_dec_f, d⟩ over the active features (Dunefsky et al. 2024)'
  )
}

/** A feature on the row as a line to cite. */
export function activeCitation(
  { feature, label, value, share }: ActiveFeature,
  explanation: RowExplanation,
  source: string
): string {
  const name = `Feature ${feature}${label ? ` “${label}”` : ''}`
  return `${name} on row ${explanation.context.row}: activation ${formatSignificant(value)}, share ${formatPercent(share, 1)} (${shareFormula}; ${source})`
}

/** The row as a line to cite: its first features with their shares, and what is missed. */
export function rowCitation({ context, features, missed }: RowExplanation, source: string): string {
  const parts = features
    .slice(0, 5)
    .map(({ feature, label, share }) => `${feature}${label ? ` “${label}”` : ''} ${formatPercent(share, 1)}`)
  const miss = missed?.fvu === undefined ? '' : `, FVU ${formatSignificant(missed.fvu)}`
  return `Row ${context.row} (${context.source}): ${parts.join(', ')} of the reconstruction${miss} (${source})`
}
