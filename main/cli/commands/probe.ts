/** `loupe probe`: which few features tell the categories of a label column, with numbers of rows that were held out. */
import type { Command } from 'commander'
import { type CategoryProbes, mostProbeFeatures, type Probe, type ProbeAnswer } from '../../../contract/records/studies/probe'
import { analyzed, openProject } from '../find'
import { count, counted, short, table } from '../numbers'
import { answered } from '../study'
import { addAction, type CommandHost } from './command'
import { wholeNumberIn } from './options'
import { perContextOption, unitFrom } from './unit-option'

interface Options {
  json?: boolean
  run?: string
  label: string
  category?: string
  most: number
  perContext?: boolean
  perDocument?: boolean
  seed: number
  fresh?: boolean
}

export function addProbe(host: CommandHost, program: Command): void {
  const command = program
    .command('probe')
    .description('which few features tell the categories of a label column')
    .argument('<project>', 'folder of the project')
    .requiredOption('--label <column>', 'column of the row table')
    .option('--category <name>', 'only this one; all when left out')
    .option('--run <run>', 'id or name; the latest analyzed one when left out')
    .option('--most <n>', 'features that a probe may have', wholeNumberIn(1, mostProbeFeatures), 5)
    .addOption(perContextOption())
    .option('--per-document', 'of whole documents, by the mean activation over each')
    .option('--seed <n>', 'decides which documents are held out', wholeNumberIn(0), 0)
    .option('--fresh', 'ask again although there is an answer')
  addAction<Options>(host, command, async (session, given, [folder]) => {
    const { label, category, most, seed, run: wanted, fresh } = given
    const project = await openProject(session, folder)
    const run = await analyzed(session, project, wanted)
    const per = unitFrom(given)
    const question = { kind: 'probe' as const, column: label, most, per, seed, ...(category === undefined ? {} : { category }) }
    const { study, answer } = await answered<'probe'>(session, { project: project.id, run: run.id, fresh }, question)
    session.out.result({ run: run.id, name: run.name, study: study.id, ...answer }, probeLines(answer))
    return undefined
  })
}

function probeLines({ column, heldOut, categories }: ProbeAnswer): string[] {
  const head = ['category', 'held out', 'features', 'F1', 'precision', 'recall', 'on training', 'which']
  return [
    `Probes of “${column}”, fitted on ${counted(heldOut.train, heldOut.per)} and scored on ${counted(heldOut.heldOut, 'other')} (split by ${heldOut.by})`,
    ...table(
      head,
      categories.flatMap((category) => category.probes.map((probe) => probeCells(category, probe)))
    ),
    ...categories.filter(({ probes }) => probes.length === 0).map(({ category }) => `No feature fires on ${category}.`)
  ]
}

function probeCells({ category, heldOutCount }: CategoryProbes, probe: Probe): string[] {
  return [
    category,
    count(heldOutCount),
    String(probe.features.length),
    probe.f1.toFixed(3),
    probe.precision.toFixed(3),
    probe.recall.toFixed(3),
    probe.trainF1.toFixed(3),
    probe.features.map(({ feature, weight }) => `${feature} (${short(weight)})`).join(', ')
  ]
}
