/**
 * A receipt as a ledger: sections of lines with dotted leaders. The same lines stand there before an export (what is known by then)
 * and after it (what the receipt says), so that nothing moves when it is written.
 */
import { architectureWords } from '../../../contract/records/architecture-words'
import type { Dataset } from '../../../contract/records/dataset'
import type { Receipt } from '../../../contract/records/export'
import type { LabelProgress } from '../../../contract/records/label'
import type { Run, RunConfig } from '../../../contract/records/run'
import { architecturesWith } from '../../../contract/records/run-fields'
import { formatCount, formatFixed, formatHash, formatPercent, formatPlural } from '../../widgets/format'

interface LedgerLine {
  label: string
  value: string
}

interface LedgerSection {
  title: string
  lines: LedgerLine[]
}

export interface Ledger {
  sections: LedgerSection[]
  gaps: string[]
}

/** What a written receipt says. */
export function ledgerOf(receipt: Receipt): Ledger {
  const { run, data, labels, validation, config } = receipt
  return {
    sections: [
      {
        title: 'Source',
        lines: [
          line('run', `${run.name}, step ${formatCount(run.step)}`),
          ...configLines(config),
          line('data', formatHash(data.fingerprint)),
          line('rows', `${formatCount(data.trainRows)} train, ${formatCount(data.validationRows)} validation`),
          line('left out', leftOutText(data.leftOut, data.outlierRule)),
          line('backend', run.backend)
        ]
      },
      { title: 'Quality, validation', lines: qualityLines(validation, config.dSae) },
      {
        title: 'Labels',
        lines: [
          ...whoseLines(receipt.annotator),
          line('labeled', formatCount(labels.labeled)),
          line('not interpretable', formatCount(labels.notInterpretable)),
          line('draft', formatCount(labels.draft)),
          line('without label', formatCount(labels.pending)),
          line('written', `${formatCount(labels.written)} of ${formatCount(labels.total)}`)
        ]
      }
    ],
    gaps: receipt.gaps
  }
}

export interface Known {
  data: Dataset | undefined
  progress: LabelProgress | undefined
  /** What the plan of the export says will be missing. */
  gaps: readonly string[]
  /** Whose labels are written, where they are not those of the project. */
  annotator?: string | undefined
}

/** What is known of an export that is not written yet. */
export function ledgerBefore(run: Run, step: number, { data, progress, gaps, annotator }: Known): Ledger {
  const source = [line('run', `${run.name}, step ${formatCount(step)}`), ...configLines(run.config)]
  if (data)
    source.push(
      line('data', formatHash(data.activations.fingerprint)),
      line('rows', `${formatCount(data.trainRows)} train, ${formatCount(data.validationRows)} validation`),
      line('left out', leftOutText(data.leftOut.count, data.outliers.rule))
    )
  source.push(line('backend', run.backend))
  const sections: LedgerSection[] = [
    { title: 'Source', lines: source },
    { title: 'Quality, validation', lines: qualityLines(run.validation ?? {}, run.config.dSae) }
  ]
  if (progress)
    sections.push({
      title: 'Labels',
      lines: [
        ...whoseLines(annotator),
        line('labeled', formatCount(progress.labeled)),
        line('not interpretable', formatCount(progress.notInterpretable)),
        line('draft', formatCount(progress.draft)),
        line('without label', formatCount(progress.pending)),
        line('coverage of mass', formatPercent(progress.massLabeled, 1))
      ]
    })
  return { sections, gaps: [...gaps, ...gapsBefore(run, step, progress)] }
}

function whoseLines(annotator: string | undefined): LedgerLine[] {
  return annotator === undefined ? [] : [line('what one annotator says', annotator || '(no name)')]
}

/** A receipt as plain text, for the clipboard: points as decimal marks, one line each. */
export function receiptText(receipt: Receipt, folder: string): string {
  const { sections, gaps } = ledgerOf(receipt)
  const head = [
    `Receipt of ${folder}`,
    `${new Date(receipt.createdAt).toISOString()}  Loupe ${receipt.loupeVersion}  ${[receipt.as, receipt.format].filter(Boolean).join(', ')}`
  ]
  const body = sections.flatMap(({ title, lines }) => ['', title, ...lines.map(({ label, value }) => `  ${label}: ${value}`)])
  const known = gaps.length > 0 ? ['', 'Known gaps', ...gaps.map((gap) => `  ${gap}`)] : []
  const files = ['', 'Files', ...receipt.files.map((file) => `  ${file.sha256}  ${file.name}`)]
  return [...head, ...body, ...known, ...files].join('\n')
}

/** Differences up to this are rounding: the same weights, multiplied in another order. */
const roundingLimit = 1e-4

/** Whether what was read back is what was written. */
export function isVerified(verified: Receipt['verified']): boolean {
  return verified.labelsEqual && verified.maxDifferenceActs <= roundingLimit && verified.maxDifferenceRecon <= roundingLimit
}

function configLines(config: RunConfig): LedgerLine[] {
  return [
    line('configuration', sparsityText(config)),
    line('features', formatCount(config.dSae)),
    line('seed', String(config.seed))
  ]
}

/** The architecture, and what decides how sparse it gets. */
function sparsityText({ architecture, k, jumpLoss, targetL0, sparsityCoefficient }: RunConfig): string {
  const name = architectureWords[architecture]
  if (architecturesWith('k')?.includes(architecture)) return `${name}, k ${k}`
  return jumpLoss === 'target-l0' ? `${name}, target L0 ${targetL0}` : `${name}, coefficient ${sparsityCoefficient}`
}

function qualityLines(validation: Receipt['validation'], features: number): LedgerLine[] {
  const { l0, explained_variance: explained, fvu, dead } = validation
  return [
    line('L0', formatFixed(l0, 1)),
    line('explained variance', formatFixed(explained, 3)),
    line('FVU', formatFixed(fvu, 3)),
    line('dead', dead === undefined ? '–' : `${formatCount(dead)} of ${formatCount(features)}`)
  ]
}

function leftOutText(count: number, rule: string): string {
  if (count === 0) return 'none'
  return rule === 'drop' ? `${formatPlural(count, 'row')}, norm over 10 × median` : formatPlural(count, 'row')
}

function gapsBefore(run: Run, step: number, progress: LabelProgress | undefined): string[] {
  const gaps: string[] = []
  if (run.analysis && run.analysis.step !== step)
    gaps.push(`The analysis is of step ${formatCount(run.analysis.step)}, the weights are of step ${formatCount(step)}.`)
  if (progress && progress.pending > 0) {
    const rest = formatPercent(1 - progress.massLabeled, 1)
    gaps.push(
      `${formatPlural(progress.pending, 'feature has', 'features have')} no label. ${rest} of activation mass is not labeled.`
    )
  }
  if (run.step < run.config.steps)
    gaps.push(`Training ended at step ${formatCount(run.step)} of ${formatCount(run.config.steps)}.`)
  return gaps
}

function line(label: string, value: string): LedgerLine {
  return { label, value }
}
