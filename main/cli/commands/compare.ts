/** `loupe compare`: two runs side by side, feature by feature and measure by measure. */
import { type Command, Option } from 'commander'
import {
  type CompareAnswer,
  ComparedBy,
  type ComparedMetric,
  ComparedReading,
  comparedMetrics
} from '../../../contract/records/studies/compare'
import { analyzed, openProject } from '../find'
import { count, counted, percent, short, table } from '../numbers'
import { answered } from '../study'
import { addAction, type CommandHost } from './command'
import { wholeNumberIn } from './options'

interface Options {
  json?: boolean
  by?: ComparedBy
  rows?: ComparedReading
  best: number
  fresh?: boolean
}

export function addCompare(host: CommandHost, program: Command): void {
  const command = program
    .command('compare')
    .description('compare two analyzed runs: matched features, measures by the same definitions')
    .argument('<project>', 'folder of the project')
    .argument('<a>', 'id or name of a run')
    .argument('<b>', 'id or name of the other')
    .addOption(new Option('--by <similarity>', 'what features are matched by').choices(ComparedBy.options))
    .addOption(
      new Option('--rows <which>', 'both read the rows of A, or each its own by number').choices(ComparedReading.options)
    )
    .option('--best <n>', 'features to list of each sort', wholeNumberIn(1, 1000), 10)
    .option('--fresh', 'ask again although there is an answer')
  addAction<Options>(host, command, async (session, { by, rows: reading, best, fresh }, [folder, a, b]) => {
    const project = await openProject(session, folder)
    const [run, other] = [await analyzed(session, project, a), await analyzed(session, project, b)]
    const question = { kind: 'compare' as const, other: other.id, by, reading, most: best }
    const { study, answer } = await answered<'compare'>(session, { project: project.id, run: run.id, fresh }, question)
    const names: [string, string] = [run.name, other.name]
    session.out.result({ names, study: study.id, ...answer }, [...matchLines(answer, names), ...metricLines(answer, names)])
    return undefined
  })
}

const similarityWords = { 'decoder-cosine': 'decoder cosine', 'activation-correlation': 'correlation of activations' }

function matchLines(answer: CompareAnswer, [a, b]: [string, string]): string[] {
  const { correlations, meanMax, matchedMeanAlive } = answer
  const by = similarityWords[answer.similarity]
  return [
    `${a} (A) and ${b} (B) over ${counted(answer.rows, 'row')}, ${answer.reading === 'own' ? 'each its own' : 'the same'}`,
    `Matched ${count(answer.matched)} of ${counted(Math.min(answer.a.dSae, answer.b.dSae), 'feature')} at ${answer.matchedFrom} or above (${by}, ${answer.method})`,
    `Mean of matched pairs (MCC) ${short(answer.matchedMean)}${matchedMeanAlive === undefined ? '' : `, of pairs that both fire ${short(matchedMeanAlive)}`}`,
    `Mean of the greatest (MMCS): A in B ${short(meanMax.aInB)}, B in A ${short(meanMax.bInA)}`,
    ...(correlations
      ? [`Activations of matched pairs correlate: mean ${short(correlations.mean)}, median ${short(correlations.median)}`]
      : []),
    `Only in A ${count(answer.onlyA.count)}, only in B ${count(answer.onlyB.count)}; split in B ${count(answer.splitsOfA.count)}, in A ${count(answer.splitsOfB.count)}`,
    'Most alike',
    ...table(
      ['A', 'B', 'similarity', 'correlation', 'Jaccard'],
      answer.best.map((pair) => [
        String(pair.a),
        String(pair.b),
        pair.similarity.toFixed(3),
        pair.correlation?.toFixed(3) ?? '–',
        pair.jaccard?.toFixed(3) ?? '–'
      ])
    ),
    ...loneLines('Only in A', answer.onlyA.features),
    ...loneLines('Only in B', answer.onlyB.features)
  ]
}

function loneLines(title: string, features: CompareAnswer['onlyA']['features']): string[] {
  const cells = features.map(({ feature, density, nearest, similarity }) => [
    String(feature),
    percent(density),
    String(nearest),
    similarity.toFixed(3)
  ])
  return features.length > 0 ? [title, ...table(['feature', 'density', 'nearest', 'similarity'], cells)] : []
}

function metricLines({ a, b }: CompareAnswer, names: [string, string]): string[] {
  const metrics = Object.keys(comparedMetrics) as ComparedMetric[]
  const cells = metrics.map((metric) => [metric, short(a.metrics[metric]), short(b.metrics[metric]), comparedMetrics[metric]])
  return table(['', ...names, ''], cells)
}
