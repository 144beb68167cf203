/** `loupe agreement` and `loupe progress`: how far two annotators agree, and how far labeling has come. */
import type { Command } from 'commander'
import type { Agreement, Kappa } from '../../../contract/records/annotator'
import type { LabelProgress } from '../../../contract/records/label'
import type { Timeline } from '../../../contract/records/timeline'
import { findRun, readProject } from '../find'
import { count, percent, table } from '../numbers'
import { oneLine } from '../printable'
import { addAction, type CommandHost } from './command'

interface Options {
  json?: boolean
  run?: string
}

const runOption = ['--run <run>', 'id or name; the latest one when left out'] as const

export function addAgreement(host: CommandHost, program: Command): void {
  const command = program
    .command('agreement')
    .description('Cohen’s kappa of two annotators, and where they disagree')
    .argument('<project>', 'folder of the project')
    .argument('[one]', 'name of an annotator')
    .argument('[other]', 'name of another; the labels of the project when left out')
    .option(...runOption)
  addAction<Options>(host, command, async (session, options, [folder, one, other]) => {
    const project = await readProject(session, folder)
    const run = await findRun(session, project, options.run, () => true, 'there')
    const scope = { project: project.id, run: run.id }
    if (one === undefined) {
      const annotators = await session.client.call('annotators.list', scope)
      const lines = annotators.map(({ author, labels }) => `${oneLine(author) || '(no name)'}: ${count(labels)} labels`)
      session.out.result({ run: run.id, annotators }, lines.length > 0 ? lines : ['Nobody has labeled anything yet.'])
      return undefined
    }
    const pair = { ...scope, one, other: other ?? null }
    const agreement = await session.client.call('annotators.agreement', pair)
    const disagreements = await session.client.call('annotators.disagreements', pair)
    session.out.result({ run: run.id, one, other: pair.other, ...agreement, disagreements }, [
      ...agreementLines(agreement),
      ...disagreements.map(
        ({ feature, differs, ...two }) =>
          `Feature ${feature} (${differs.join(', ')}): ${oneLine(two.one.label) || '–'} | ${oneLine(two.other.label) || '–'}`
      )
    ])
    return undefined
  })
}

function agreementLines({ both, onlyOne, onlyOther, status, tags, meaning }: Agreement): string[] {
  const { share, compared, notJudged } = meaning
  const same = share === null ? 'not judged yet' : percent(share)
  return [
    `${count(both)} features decided by both, ${count(onlyOne)} and ${count(onlyOther)} by one only`,
    `Status: ${kappaText(status)}`,
    `Tags: ${kappaText(tags)}`,
    `Same meaning: ${same} (${count(compared)} labels of both, ${count(notJudged)} not judged)`
  ]
}

function kappaText({ kappa, observed, count: pairs }: Kappa): string {
  return `κ ${kappa === null ? 'not defined' : kappa.toFixed(2)}, equal in ${percent(observed)} of ${count(pairs)}`
}

export function addProgress(host: CommandHost, program: Command): void {
  const command = program
    .command('progress')
    .description('how far labeling has come: states, covered activation mass, per day and per person')
    .argument('<project>', 'folder of the project')
    .option(...runOption)
  addAction<Options>(host, command, async (session, options, [folder]) => {
    const project = await readProject(session, folder)
    const run = await findRun(session, project, options.run, () => true, 'there')
    const scope = { project: project.id, run: run.id }
    const progress = await session.client.call('labels.progress', scope)
    const timeline = await session.client.call('labels.timeline', scope)
    session.out.result({ run: run.id, ...progress, ...timeline }, [...stateLines(progress), ...timelineLines(timeline)])
    return undefined
  })
}

function stateLines({ total, labeled, notInterpretable, draft, later, pending, massLabeled }: LabelProgress): string[] {
  return [
    `${count(labeled)} of ${count(total)} features labeled, ${count(notInterpretable)} not interpretable, ${count(draft)} drafts, ${count(later)} put off, ${count(pending)} pending`,
    `The labeled ones carry ${percent(massLabeled)} of the activation mass`
  ]
}

function timelineLines({ days, people }: Timeline): string[] {
  if (days.length === 0) return []
  const names = (some: Timeline['people']) =>
    some.map(({ author, decided }) => `${oneLine(author) || '(no name)'} ${decided}`).join(', ')
  return [
    ...table(
      ['day', 'labeled', 'not interpretable', 'mass', 'decided by'],
      days.map((day) => [
        day.day,
        count(day.labeled),
        count(day.notInterpretable),
        day.massLabeled === undefined ? '–' : percent(day.massLabeled),
        names(day.people)
      ])
    ),
    `Decided in all: ${names(people)}`
  ]
}
