/** What a person should know or decide before training, in words: what is wrong, what still works, what to do. */
import { type Finding, readableFormats } from '../../../contract/records/inspection'
import { counted, grouped, listed, overflowText, percent } from '../numbers-in-text'
import type { ActivationFacts } from './activation-facts'
import type { FileRoles } from './file-roles'
import { finding } from './finding'
import type { ProbedFile } from './probe-file'
import { profileFindings } from './profile-findings'
import type { TableFacts } from './table-facts'
import { halfLimit } from './value-limits'

/** With fewer rows features hardly mean anything. */
const fewRows = 1000

/** What has to be decided first, then what is good to know. */
export function findingsOf(files: ProbedFile[], roles: FileRoles, facts?: ActivationFacts, table?: TableFacts): Finding[] {
  const about = facts
    ? [notFinite(facts), saturated(facts), outliers(facts, table), mismatch(roles, facts), ...information(roles, facts, table)]
    : [noActivations(files)]
  const problems = files.map((file) => fileProblem(file, facts !== undefined))
  const order = { error: 0, warning: 1, information: 2 }
  return [...about, ...problems].filter((finding) => finding !== undefined).sort((a, b) => order[a.level] - order[b.level])
}

function information(roles: FileRoles, facts: ActivationFacts, table: TableFacts | undefined): (Finding | undefined)[] {
  return [
    zeroRows(facts),
    constantDimensions(facts),
    ...profileFindings(facts),
    firstPosition(table),
    tokens(roles, table),
    smallData(facts)
  ]
}

function outliers({ outliers: found }: ActivationFacts, table: TableFacts | undefined): Finding | undefined {
  if (found.count === 0) return undefined
  const rows = found.rows.map(({ row }) => row)
  const title = `${counted(found.count, 'row')} ${found.count === 1 ? 'has' : 'have'} a norm over ten times the median`
  const carry = `${found.count === 1 ? 'it carries' : 'they carry'} ${percent(found.squaredNormShare)} of the squared norm`
  const detail = `${found.count === 1 ? 'Row' : 'Rows'} ${listed(rows, found.count)}${whereTheyAre(rows, found.count, table)}. Everything still works, but ${carry}.`
  return finding('outliers', 'warning', title, detail, [
    { rule: 'drop', label: found.count === 1 ? 'Drop it' : found.count === 2 ? 'Drop both' : 'Drop all' },
    { rule: 'clip', label: 'Clip' },
    { rule: 'keep', label: 'Keep' }
  ])
}

function whereTheyAre(rows: number[], count: number, table: TableFacts | undefined): string {
  if (!table || count > rows.length || !rows.every((row) => table.documentStarts.has(row))) return ''
  const each = count === 1 ? '' : count === 2 ? 'both ' : 'each '
  return `, ${each}the first kept token of a document (attention sink${count === 1 ? '' : 's'})`
}

function notFinite({ notFinite: found, rows, dtype }: ActivationFacts): Finding | undefined {
  if (found.count === 0) return undefined
  const which = `Row${found.count === 1 ? '' : 's'} ${listed(found.rows, found.count)}`
  if (found.count === rows) {
    const detail = `Nothing is left to train on. Check the script that wrote the file: ${overflowText}.`
    return finding('not-finite', 'error', 'Every row holds NaN or infinity', detail)
  }
  const title = `${counted(found.count, 'row')} ${found.count === 1 ? 'holds' : 'hold'} NaN or infinity`
  const detail = `${which}. They are left out and counted; the other rows train as usual.${overflow(found, dtype)}`
  return finding('not-finite', 'warning', title, detail)
}

/** What infinity in f16 usually comes from. */
function overflow({ infinite = 0 }: ActivationFacts['notFinite'], dtype: ActivationFacts['dtype']): string {
  if (infinite === 0 || dtype !== 'f16') return ''
  return ` ${counted(infinite, 'row')} overflowed in f16, which ends at ${grouped(halfLimit)}: write the file as f32 or bf16 to keep ${infinite === 1 ? 'it' : 'them'}.`
}

function saturated({ saturated: found }: ActivationFacts): Finding | undefined {
  if (!found || found.count === 0) return undefined
  const title = `${counted(found.count, 'row')} ${found.count === 1 ? 'ends' : 'end'} at ${grouped(halfLimit)}, the greatest f16 number`
  const which = `Row${found.count === 1 ? '' : 's'} ${listed(found.rows, found.count)}`
  const detail = `${which}. Larger values were probably cut off there. Training works, but what these rows say is wrong: leave them out, or write the file as f32 or bf16.`
  return finding('saturated', 'warning', title, detail)
}

function mismatch({ mismatched }: FileRoles, facts: ActivationFacts): Finding | undefined {
  if (!mismatched) return undefined
  const { name } = mismatched.inspection
  const title = `${name} has ${counted(mismatched.tableRows ?? 0, 'row')}, the activations have ${grouped(facts.rows)}`
  const detail =
    'It is left out, since its rows do not belong to theirs. Training works; features are shown by row number, without text. ' +
    'Add the table that was written with these activations.'
  return finding('row-mismatch', 'warning', title, detail)
}

function zeroRows({ zero }: ActivationFacts): Finding | undefined {
  if (zero.count === 0) return undefined
  const detail = `Row${zero.count === 1 ? '' : 's'} ${listed(zero.rows, zero.count)}. They train like all others and teach nothing but the bias; padding should be cut before.`
  return finding('zero-rows', 'information', `${counted(zero.count, 'row')} ${zero.count === 1 ? 'is' : 'are'} all zero`, detail)
}

function constantDimensions({ constantDimensions: found, dIn }: ActivationFacts): Finding | undefined {
  if (found.length === 0) return undefined
  const title = `${grouped(found.length)} of ${counted(dIn, 'dimension')} never change${found.length === 1 ? 's' : ''}`
  const detail = `Dimension${found.length === 1 ? '' : 's'} ${listed(found, found.length)}. Training works; the decoder bias takes them up.`
  return finding('constant-dimensions', 'information', title, detail)
}

function firstPosition(table: TableFacts | undefined): Finding | undefined {
  const first = table?.firstPosition
  if (!table || first === undefined || first < 1 || table.documents === 0) return undefined
  const title = `Position 0 is missing in all ${counted(table.documents, 'document')}`
  return finding('first-position', 'information', title, `Contexts start at position ${grouped(first)}. Nothing to do.`)
}

function tokens(roles: FileRoles, table: TableFacts | undefined): Finding | undefined {
  if (!table) {
    if (roles.mismatched) return undefined
    const detail =
      'Features are shown by row number, without text. A .parquet, .jsonl or .csv file with one row per vector adds it.'
    return finding('no-row-table', 'information', 'There is no row table', detail)
  }
  const hasText = table.columns.some(({ role }) => role === 'token')
  const hasIds = table.columns.some(({ role }) => role === 'token-id')
  if (!hasText && hasIds) {
    const detail =
      'Tokens are shown as their ids, such as #966. Add tokenizer.json or vocab.json to the files ' +
      '(--vocabulary tokenizer.json on the command line), or write a column “token” with the text.'
    return finding('token-ids-only', 'information', 'The row table has token ids and no text', detail)
  }
  if (table.missingTokens === 0) return undefined
  const title = `${counted(table.missingTokens, 'row')} ${table.missingTokens === 1 ? 'has' : 'have'} no token text`
  return finding('missing-tokens', 'information', title, 'They are shown as gaps. Nothing else depends on it.')
}

function smallData({ rows, dIn }: ActivationFacts): Finding | undefined {
  if (rows >= fewRows && rows < dIn) {
    const title = `Fewer rows than dimensions: ${grouped(rows)} of ${grouped(dIn)}`
    const detail = 'Training works, but a dictionary can learn these rows by heart. Trust validation only, and add rows.'
    return finding('few-rows', 'information', title, detail)
  }
  if (rows >= fewRows) return undefined
  const detail = 'Enough to try things out. Features that mean something need some thousand rows.'
  return finding('few-rows', 'information', `Only ${counted(rows, 'row')}`, detail)
}

function fileProblem({ inspection, source }: ProbedFile, othersWork: boolean): Finding | undefined {
  const { problem } = inspection
  if (!problem) return undefined
  const rest = othersWork ? ' The file is left out; the others work.' : ''
  const detail = `${problem.message}${problem.hint ? ` ${problem.hint}` : ''}${rest}`
  return finding(`file:${source.path}`, othersWork ? 'warning' : 'error', `${inspection.name} can not be used`, detail)
}

function noActivations(files: ProbedFile[]): Finding | undefined {
  if (files.some(({ inspection }) => inspection.problem)) return undefined
  const title = files.length === 0 ? 'There are no files in this folder' : 'There are no activations in these files'
  return finding('no-activations', 'error', title, `Add a file with one vector per row. Loupe reads ${readableFormats}.`)
}
