/** What is known of a row, and what a dictionary makes of it, as text. */
import type {
  DirectionWriters,
  FoundRows,
  NearRow,
  ReconstructionMove,
  RowContext,
  RowExplanation,
  RowMiss
} from '../../contract/records/row'
import { count, counted, percent, short, table } from './numbers'
import { aroundToken } from './token-text'

export function contextLines({ row, source, use, tokens, peak, labels }: RowContext): string[] {
  const [before, after] = [tokens.slice(0, peak), tokens.slice(peak + 1)].map((part) => part.join(''))
  const named = Object.entries(labels).map(([name, value]) => `${name}: ${value}`)
  return [
    `Row ${count(row)} · ${source} · ${use === 'left-out' ? 'left out' : use}`,
    ...(tokens.some((token) => token !== '') ? [`  ${aroundToken(before, tokens[peak] ?? '', after).trimStart()}`] : []),
    ...(named.length > 0 ? [`  ${named.join(', ')}`] : [])
  ]
}

export function explanationLines(name: string, told: RowExplanation): string[] {
  const { active, features, skipShare, missed, problem, nearest, changed } = told
  return [
    ...contextLines(told.context),
    `${counted(active, 'feature')} of ${name} (step ${count(told.step)}) ${active === 1 ? 'fires' : 'fire'} on it`,
    ...table(
      ['feature', 'activation', 'share', 'label'],
      features.map(({ feature, value, share, label }) => [String(feature), short(value), percent(share), label])
    ),
    ...(skipShare === undefined ? [] : [`The path beside the features: ${percent(skipShare)}`]),
    ...(missed ? missLines(missed) : []),
    ...(problem ? [`Not known: ${problem.message}`, ...(problem.hint ? [`  ${problem.hint}`] : [])] : []),
    ...(changed ? moveLines(changed) : []),
    ...nearLines(nearest)
  ]
}

function missLines({ squaredError, fvu, errorShare, cosine, dimensions }: RowMiss): string[] {
  const share = errorShare === undefined ? '' : `, ${percent(errorShare)} of ‖x‖²`
  return [
    `Missed: ‖x − x̂‖² ${short(squaredError)}${share}, FVU ${short(fvu)}, cosine ${short(cosine)}`,
    ...(dimensions.length > 0
      ? [
          `  most in dimensions ${dimensions.map(({ dimension, wanted, reconstructed }) => `${dimension} (${short(wanted)}, made ${short(reconstructed)})`).join(', ')}`
        ]
      : [])
  ]
}

function moveLines({ features, norm, relative, cosine, dimensions, missed }: ReconstructionMove): string[] {
  const share = relative === undefined ? '' : `, ${percent(relative)} of its length`
  const moved = dimensions.map(({ dimension, before, after }) => `${dimension} (${short(before)} → ${short(after)})`)
  return [
    `Changed: ${features.map(({ feature, before, after }) => `${feature} from ${short(before)} to ${short(after)}`).join(', ')}`,
    `  the reconstruction moves by ${short(norm)}${share}; cosine with what it was ${short(cosine)}`,
    ...(moved.length > 0 ? [`  most in dimensions ${moved.join(', ')}`] : []),
    ...(missed ? [`  then ‖x − x̂‖² is ${short(missed.squaredError)}`] : [])
  ]
}

function nearLines({ rows, exact }: RowExplanation['nearest']): string[] {
  if (rows.length === 0) return []
  return [
    `Nearest rows by what fires on them${exact ? '' : ' (features that fire nearly everywhere were left out while looking)'}`,
    ...rows.map(nearLine)
  ]
}

function nearLine({ cosine, before, token, source }: NearRow): string {
  return `${cosine.toFixed(3).padStart(8)}  ${aroundToken(before, token)}  ${source}`
}

export function foundLines({ rows, next }: FoundRows): string[] {
  return [
    ...rows.map(
      ({ row, before, token, after, source }) => `${String(row).padStart(8)}  ${aroundToken(before, token, after)}  ${source}`
    ),
    ...(rows.length === 0 ? ['Nothing was found.'] : []),
    ...(next === undefined ? [] : [`There may be more: --from ${next}`])
  ]
}

export function writerLines({ total, features, inputs, problem }: DirectionWriters): string[] {
  return [
    ...(total === undefined ? ['Over all rows, mean activation times decoder row'] : [`The row writes ${short(total)}`]),
    ...table(
      ['feature', 'writes', 'cosine', 'label'],
      features.map(({ feature, write, cosine, label }) => [String(feature), short(write), short(cosine), label])
    ),
    ...(inputs
      ? [
          'Through them, inputs',
          ...table(
            ['dimension', 'value', 'writes'],
            inputs.map(({ dimension, value, write }) => [String(dimension), short(value), short(write)])
          )
        ]
      : []),
    ...(problem ? [`Not known: ${problem.message}`, ...(problem.hint ? [`  ${problem.hint}`] : [])] : [])
  ]
}
