/** `loupe progress`: how far labeling has come, over time, by person and by day. */
import type { Command } from 'commander'
import type { LabelProgress } from '../../../contract/records/label'
import type { Timeline } from '../../../contract/records/timeline'
import { openRun, readProject } from '../find'
import { count, counted, percent, table } from '../numbers'
import { oneLine } from '../printable'
import { addAction, type CommandHost } from './command'

interface Options {
  json?: boolean
  run?: string
}

export function addProgress(host: CommandHost, program: Command): void {
  const command = program
    .command('progress')
    .description('how far labeling has come: states, covered activation mass, per day and per person')
    .argument('<project>', 'folder of the project')
    .option('--run <run>', 'id or name; the latest one when left out')
  addAction<Options>(host, command, async (session, options, [folder]) => {
    const scope = await openRun(session, folder, options.run, readProject)
    const progress = await session.client.call('labels.progress', scope)
    const timeline = await session.client.call('labels.timeline', scope)
    session.out.result({ run: scope.run, ...progress, ...timeline }, [...stateLines(progress), ...timelineLines(timeline)])
    return undefined
  })
}

function stateLines({ total, labeled, notInterpretable, draft, flagged, later, pending, massLabeled }: LabelProgress): string[] {
  return [
    `${count(labeled)} of ${counted(total, 'feature')} labeled, ${count(notInterpretable)} not interpretable, ${counted(draft, 'draft')}, ${count(flagged)} flagged, ${count(later)} put off, ${count(pending)} pending`,
    `The labeled ones carry ${percent(massLabeled)} of the activation mass`
  ]
}

function timelineLines({ days, people }: Timeline): string[] {
  if (days.length === 0) return []
  const names = (some: Timeline['people']) =>
    some.map(({ author, decided }) => `${oneLine(author) || '(no name)'} ${decided}`).join(', ')
  return [
    ...table(
      ['day', 'labeled', 'not interpretable', 'mass', 'reconstruction', 'decided by'],
      days.map((day) => [
        day.day,
        count(day.labeled),
        count(day.notInterpretable),
        day.massLabeled === undefined ? '–' : percent(day.massLabeled),
        day.explainedLabeled === undefined ? '–' : percent(day.explainedLabeled),
        names(day.people)
      ])
    ),
    `Decided in all: ${names(people)}`
  ]
}
