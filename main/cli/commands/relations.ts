/** `loupe relations`: features that fire together, near-duplicates, and why the dead ones are dead. */
import type { Command } from 'commander'
import type { RelationsAnswer } from '../../../contract/records/studies/relations'
import { LoupeError } from '../../../contract/wire/errors'
import { analyzed, openProject } from '../find'
import { count, counted, short, table } from '../numbers'
import type { Session } from '../session'
import { answered } from '../study'
import { addAction, type CommandHost } from './command'
import { wholeNumberIn } from './options'

interface Options {
  json?: boolean
  run?: string
  feature?: number
  most: number
  least: number
  fresh?: boolean
}

export function addRelations(host: CommandHost, program: Command): void {
  const command = program
    .command('relations')
    .description('features that fire together, near-duplicates, and why dead features are dead')
    .argument('<project>', 'folder of the project')
    .option('--run <run>', 'id or name; the latest analyzed one when left out')
    .option('--feature <id>', 'the neighbors of this feature', wholeNumberIn(0))
    .option('--most <n>', 'neighbors of each feature', wholeNumberIn(1, 100), 10)
    .option('--least <n>', 'rows on which two features have to fire together', wholeNumberIn(1), 5)
    .option('--fresh', 'ask again although there is an answer')
  addAction<Options>(host, command, async (session, { feature, most, least, run: wanted, fresh }, [folder]) => {
    const project = await openProject(session, folder)
    const run = await analyzed(session, project, wanted)
    const question = { kind: 'relations' as const, most, least }
    const { study, answer } = await answered<'relations'>(session, { project: project.id, run: run.id, fresh }, question)
    const near =
      feature === undefined ? [] : await neighborsOf(session, { project: project.id, study: study.id, feature, answer })
    const record = {
      run: run.id,
      name: run.name,
      study: study.id,
      ...answer,
      ...(feature === undefined ? {} : { feature, near })
    }
    session.out.result(record, feature === undefined ? summary(answer) : near.flatMap(nearLines))
    return undefined
  })
}

interface Near {
  measure: string
  neighbors: { feature: number; value: number }[]
}

/** Measures with the array of their values and that of their features. */
const measures = [
  ['fires on the same rows, PMI', 'pmi', 'pmiFeatures'],
  ['fires on the same rows, Jaccard', 'jaccard', 'jaccardFeatures'],
  ['fires in the same documents, PMI', 'documentPmi', 'documentPmiFeatures'],
  ['decoder cosine', 'decoderCosine', 'decoderFeatures'],
  ['encoder cosine', 'encoderCosine', 'encoderFeatures']
] as const
const noFeature = 0xffffffff

async function neighborsOf(
  { client }: Session,
  { project, study, feature, answer }: { project: string; study: string; feature: number; answer: RelationsAnswer }
): Promise<Near[]> {
  if (feature >= answer.features)
    throw new LoupeError('not-found', `There is no feature ${feature}`, {
      hint: `There are ${count(answer.features)}, from 0 on.`
    })
  const row = async (array: string) => {
    const { values } = await client.call('studies.slice', { project, study, array, from: feature, count: 1 })
    return Array.from(values)
  }
  const near: Near[] = []
  for (const [measure, values, features] of measures) {
    if (!answer.documents && values.startsWith('document')) continue
    const [ids, numbers] = [await row(features), await row(values)]
    const neighbors = ids.map((id, i) => ({ feature: id, value: numbers[i] })).filter((one) => one.feature !== noFeature)
    near.push({ measure, neighbors })
  }
  return near
}

function nearLines({ measure, neighbors }: Near): string[] {
  return [measure, `  ${neighbors.map(({ feature, value }) => `${feature} (${short(value)})`).join(', ') || 'none'}`]
}

function summary({ rows, documents, duplicates, dead, onlyTraining, least }: RelationsAnswer): string[] {
  const causes = Object.entries(dead.causes).map(([cause, features]) => `${cause} ${count(features)}`)
  return [
    `Counted in ${count(rows.counted)} of ${counted(rows.of, 'row')}${documents ? ` and ${count(documents.counted)} of ${counted(documents.of, 'document')}` : ''}, pairs from ${least} on`,
    `Near-duplicates (cosine above ${duplicates.cosineAbove}, Jaccard above ${duplicates.jaccardAbove}): ${count(duplicates.count)}`,
    ...(duplicates.count > 0 ? table(['', 'and', 'cosine', 'Jaccard'], duplicates.pairs.slice(0, 20).map(pairCells)) : []),
    `Dead: ${count(dead.count)}${causes.length > 0 ? ` (${causes.join(', ')})` : ''}`,
    ...(dead.count > 0 && dead.problem ? [`  without margins: ${dead.problem}`] : []),
    ...(dead.count > 0 ? [`  covered by a feature that fires: ${count(dead.covered)}`] : []),
    ...(dead.neverFired === undefined ? [] : [`  never fired in training: ${count(dead.neverFired)}`]),
    ...(onlyTraining === undefined ? [] : [`Fire on training rows only: ${count(onlyTraining)}`])
  ]
}

function pairCells({ a, b, cosine, jaccard }: RelationsAnswer['duplicates']['pairs'][number]): string[] {
  return [String(a), String(b), cosine.toFixed(3), jaccard.toFixed(3)]
}
