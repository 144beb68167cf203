/** `loupe inspect`: what Loupe understands of files. */
import type { Command } from 'commander'
import type { ActivationSummary, FileInspection, Inspection } from '../../../contract/records/inspection'
import { inspectionProblem } from '../inspection-problem'
import { count, counted, short } from '../numbers'
import { sourceFrom } from '../paths'
import { addAction, type CommandHost } from './command'

export function addInspect(host: CommandHost, program: Command): void {
  const command = program
    .command('inspect')
    .description('say what is in activation files and row tables')
    .argument('<file...>', 'files; FILE:NAME chooses one array of a file')
  addAction(host, command, async ({ client, out, signal }, _options, args) => {
    const files = args.map(sourceFrom)
    const onProgress = (progress: Parameters<typeof out.progress>[1]) => out.progress('Inspecting', progress)
    const inspection = await client.call('datasets.inspect', { files }, { signal, onProgress })
    const problem = inspectionProblem(inspection, files)
    if (problem && out.json) out.error(problem, { ...inspection })
    else out.result(inspection, report(inspection))
    if (problem && !out.json) out.error(problem)
    return problem ? 1 : 0
  })
}

function report({ files, activations, rowTable, findings }: Inspection): string[] {
  const lines = files.flatMap(fileLines)
  if (activations) {
    lines.push(...activationLines(activations))
  }
  if (rowTable) {
    const match = rowTable.matches ? 'match the activations' : 'do not match the activations'
    lines.push(`Row table: ${counted(rowTable.rows, 'row')}, ${match}; ${counted(rowTable.documents, 'document')}`)
  }
  for (const finding of findings) lines.push(`${finding.level}: ${finding.title}`, `  ${finding.detail}`)
  return lines
}

function activationLines(activations: ActivationSummary): string[] {
  const { norms, outliers, notFinite, zero, duplicates, constantDimensions, profile } = activations
  const repeated = duplicates ? `; repeated: ${duplicates.exact ? '' : 'about '}${count(duplicates.count)}` : ''
  return [
    `Activations: ${counted(activations.rows, 'row')} of ${count(activations.dIn)}, ${activations.dtype}`,
    `Norms: median ${short(norms.median)}, mean ${short(norms.mean)}, ${short(norms.min)} to ${short(norms.max)}`,
    `Rows: outliers: ${count(outliers.count)}; not finite: ${count(notFinite.count)}; zero: ${count(zero.count)}${repeated}`,
    `Dimensions: constant: ${constantDimensions.length}${profile ? `; far out: ${profile.outlierDimensions.count}` : ''}`,
    ...(profile ? [shapeLine(profile)] : [])
  ]
}

/** What was worked out on a sample. */
function shapeLine({ rows, meanShare, effectiveRank }: NonNullable<ActivationSummary['profile']>): string {
  const rank = effectiveRank
    ? `; effective rank ${effectiveRank.exact ? '' : 'about '}${short(Math.round(effectiveRank.entropy))}, ${counted(effectiveRank.componentsFor90, 'component')} for 90 % of the variance`
    : ''
  return `Shape (of ${counted(rows, 'row')}): the mean has ${(100 * meanShare).toFixed(0)} % of the squared norm${rank}`
}

function fileLines(file: FileInspection): string[] {
  const lines = [`${file.path}: ${file.format}, ${file.role} (${file.remark})`]
  if (file.arrays.length > 1)
    for (const { name, dtype, shape } of file.arrays)
      lines.push(`  ${name}: ${dtype} [${shape.join(', ')}]${name === file.array ? ' ← chosen' : ''}`)
  if (file.problem) lines.push(`  ${file.problem.message}`, ...(file.problem.hint ? [`  ${file.problem.hint}`] : []))
  return lines
}
