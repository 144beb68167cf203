/** `loupe labels`: labels of one annotator as a file, in, out and compared; undo, and the labels of another time; suggestions. */
import type { Command } from 'commander'
import type { Result } from '../../../contract/calls/index'
import { LoupeError } from '../../../contract/wire/errors'
import { openProject, openRun } from '../find'
import { count, counted } from '../numbers'
import { fromCaller } from '../paths'
import { oneLine } from '../printable'
import { beginFrom, timeFrom } from '../times'
import { addAction, type CommandHost } from './command'
import { addLabelImport } from './label-import'
import { addSuggestions } from './label-suggestions'
import { addHistory, addLabelList, addLabelSearch } from './label-views'
import { wholeNumberIn } from './options'

interface Options {
  json?: boolean
  run?: string
  author?: string
  overwrite?: boolean
  asOf?: string
  without?: string
  from?: string
  to?: string
  feature?: number
  edit?: number
  preview?: boolean
}

const runOption = ['--run <run>', 'id or name; the latest one when left out'] as const

export function addLabels(host: CommandHost, program: Command): void {
  const labels = program
    .command('labels')
    .description('labels of one annotator as a file; search, history, undo; labels of another time; suggestions')
  addExport(host, labels)
  addLabelImport(host, labels)
  addDiff(host, labels)
  for (const direction of ['undo', 'redo'] as const) addTurn(host, labels, direction)
  addRestore(host, labels)
  addSuggestions(host, labels)
  addHistory(host, labels)
  addLabelSearch(host, labels)
  addLabelList(host, labels)
}

function addExport(host: CommandHost, labels: Command): void {
  const command = labels
    .command('export')
    .description('write the labels of one annotator, or of the project, as JSON Lines')
    .argument('<project>', 'folder of the project')
    .argument('<file>', 'file to write')
    .option(...runOption)
    .option('--author <name>', 'whose labels; those of the project when left out')
    .option('--overwrite', 'replace a file that is there')
  addAction<Options>(host, command, async (session, { run: wanted, author = null, overwrite = false }, [folder, file]) => {
    const given = { ...(await openRun(session, folder, wanted)), author, path: fromCaller(file), overwrite }
    const written = await session.client.call('annotators.export', given)
    session.out.result(written, [`${counted(written.labels, 'label')} of ${oneLine(written.author)} written to ${written.path}`])
    return undefined
  })
}

function addDiff(host: CommandHost, labels: Command): void {
  const command = labels
    .command('diff')
    .description('compare a file of labels with the project; exit code 1 when they differ')
    .argument('<project>', 'folder of the project')
    .argument('<file>', 'file that “loupe labels export” wrote')
    .option(...runOption)
    .option('--author <name>', 'against this annotator; the labels of the project when left out')
  addAction<Options>(host, command, async (session, { run: wanted, author = null }, [folder, file]) => {
    const scope = await openRun(session, folder, wanted)
    const diff = await session.client.call('annotators.diff', { ...scope, author, path: fromCaller(file) })
    const { onlyHere, onlyInFile, different } = diff
    session.out.result(diff, [
      ...different.map(({ feature, one, other, differs }) => {
        return `Feature ${feature} (${differs.join(', ')}): ${oneLine(one.label) || '–'} | ${oneLine(other.label) || '–'}`
      }),
      `${count(different.length)} different, ${count(onlyHere.length)} only here, ${count(onlyInFile.length)} only in the file`
    ])
    return different.length + onlyHere.length + onlyInFile.length > 0 ? 1 : undefined
  })
}

function addTurn(host: CommandHost, labels: Command, direction: 'undo' | 'redo'): void {
  const command = labels
    .command(direction)
    .description(direction === 'undo' ? 'take back the latest step of labeling' : 'do again what was undone last')
    .argument('<project>', 'folder of the project')
    .option('--author <name>', 'of this annotator; of anybody when left out')
  addAction<Options>(host, command, async (session, { author }, [folder]) => {
    const project = await openProject(session, folder)
    const given = { project: project.id, ...(author === undefined ? {} : { author }) }
    const done = await session.client.call(`labels.${direction}`, given)
    session.out.result({ reverted: done }, [done ? turnWords(done, direction) : `Nothing to ${direction}`])
    return undefined
  })
}

function turnWords(done: NonNullable<Result<'labels.undo'>>, direction: 'undo' | 'redo'): string {
  const begin = direction === 'undo' ? 'Undone' : 'Done again'
  if ('group' in done) return `${begin}: group “${oneLine(done.group.name)}” ${done.group.change}`
  if ('view' in done) return `${begin}: view “${oneLine(done.view.name)}” ${done.view.change}`
  if ('comment' in done) return `${begin}: comment on feature ${done.comment.feature} ${done.comment.change}`
  if ('rules' in done) return `${begin}: ${ruleWords(done.rules.features)} ${done.rules.change}`
  if ('guide' in done) return `${begin}: ${done.guide.parts.join(' and ')} of the project`
  if ('opinions' in done)
    return `${begin}: what ${oneLine(done.opinions.author)} wrote of ${counted(done.opinions.features.length, 'feature')} beside the labels`
  if (done.features.length === 1) return `${begin}: feature ${done.edit.feature}`
  return `${begin}: ${counted(done.features.length, 'feature')}, the last: ${done.edit.feature}`
}

function ruleWords(features: readonly number[]): string {
  return features.length === 1 ? `rule of feature ${features[0]}` : `rules of ${count(features.length)} features`
}

function addRestore(host: CommandHost, labels: Command): void {
  const command = labels
    .command('restore')
    .description('put labels back as they were at a time, or as they would be without a person or an hour; can be undone')
    .argument('<project>', 'folder of the project')
    .option(...runOption)
    .option('--as-of <time>', 'all labels as they were then (ISO 8601, as 2026-05-01T14:00)')
    .option('--without <name>', 'without the edits of this annotator')
    .option('--from <time>', 'without the edits from this time on')
    .option('--to <time>', 'without the edits up to this time')
    .option('--feature <id>', 'one feature, as it was after --edit', wholeNumberIn(0))
    .option('--edit <number>', 'number of an edit, as “loupe labels history” lists them', wholeNumberIn(1))
    .option('--preview', 'only say what would change')
  addAction<Options>(host, command, async (session, options, [folder]) => {
    const to = restoreFrom(options)
    const scope = await openRun(session, folder, options.run)
    if (options.preview) {
      const preview = await session.client.call('labels.restorable', { ...scope, to, most: 1_000 })
      session.out.result({ run: scope.run, ...preview }, previewLines(preview))
      return undefined
    }
    const { features } = await session.client.call('labels.restore', { ...scope, to })
    session.out.result({ run: scope.run, features }, [`${counted(features.length, 'label')} put back`])
    return undefined
  })
}

function restoreFrom({ asOf, without, from, to, feature, edit }: Options) {
  const window = [without, from, to].some((one) => one !== undefined)
  const version = feature !== undefined || edit !== undefined
  if ([asOf !== undefined, window, version].filter(Boolean).length !== 1)
    throw new LoupeError('usage', 'Give --as-of, or some of --without, --from and --to, or --feature with --edit')
  if (version) {
    if (feature === undefined || edit === undefined) throw new LoupeError('usage', '--feature and --edit go together')
    return { feature, edit }
  }
  if (asOf !== undefined) return { asOf: timeFrom(asOf) }
  return {
    ...(without === undefined ? {} : { withoutAuthor: without }),
    ...(from === undefined ? {} : { withoutFrom: beginFrom(from) }),
    ...(to === undefined ? {} : { withoutTo: timeFrom(to) })
  }
}

function previewLines({ total, changes }: Result<'labels.restorable'>): string[] {
  return [
    ...changes.map(
      ({ feature, before, after }) => `Feature ${feature}: ${oneLine(before.label) || '–'} → ${oneLine(after.label) || '–'}`
    ),
    total > changes.length
      ? `${counted(total, 'label')} would change, the first ${count(changes.length)} are listed`
      : `${counted(total, 'label')} would change`
  ]
}
