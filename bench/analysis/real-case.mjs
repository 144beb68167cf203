/** The case `real` of bench/analysis.mjs: real rows, Loupe beside SAEDashboard and delphi. */
import { mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { analyzersPython, analyzerVersions } from '../peers/analysis-environment.mjs'
import { answerOf, median, option } from '../report/call.mjs'
import { table } from '../report/section.mjs'

/** What each dictionary is trained with; how many times as fast as SAEDashboard its analysis is to be. */
const dictionaries = {
  topk: { train: ['--k', '32'], wanted: 25 },
  jumprelu: { train: [], wanted: 10 }
}
const dSae = 4608
const people = ['loupe', 'saedashboard', 'delphi']

export async function realCase({ work, machine, loupe }) {
  const data = resolve(process.env.INIT_CWD ?? '.', option('data', ''))
  const rounds = Number(option('rounds', 3))
  const features = Number(option('features', dSae))
  const steps = option('steps', '600')
  const python = analyzersPython()
  const project = join(work, 'Bench.loupe')
  const rows = join(data, 'resid_post.npy')
  await loupe('new', project, '--activations', rows, '--rows', join(data, 'tokens.parquet'))
  const results = []
  for (const arch of option('only', 'topk,jumprelu').split(',')) {
    const sae = join(work, arch)
    const size = ['--features', String(dSae), '--steps', steps, '--batch', '1024', '--seed', '0', '--name', arch, '--no-analyze']
    await loupe('train', project, '--arch', arch, ...size, ...dictionaries[arch].train)
    await loupe('export', project, '--run', arch, '--format', 'saelens', '--out', sae)
    const runs = people.map(() => [])
    for (let round = 0; round < rounds; round += 1)
      for (const [at, who] of people.entries()) {
        const one = who === 'loupe' ? await ofLoupe(loupe, project, arch) : ofPeer({ who, sae, rows, features, python, work })
        console.error(arch, who, JSON.stringify(one))
        runs[at].push(one)
      }
    results.push(...people.map((who, at) => summary(arch, who, runs[at], runs[people.indexOf('saedashboard')])))
  }
  const figures = { rounds, peer_features: features, results, versions: analyzerVersions }
  return { figures, section: section(figures, machine) }
}

async function ofLoupe(loupe, project, run) {
  const { answer, seconds, peakMB } = await loupe('analyze', project, '--run', run, '--fresh')
  const features_per_second = answer.features / answer.seconds
  return { seconds: answer.seconds, command_seconds: seconds, rows: answer.rows, features_per_second, peak_mb: peakMB }
}

function ofPeer({ who, sae, rows, features, python, work }) {
  const folder = join(work, who)
  mkdirSync(folder)
  try {
    const program = resolve(import.meta.dirname, '../peers/analyzers/run.py')
    return answerOf(python, [program, JSON.stringify({ analyzer: who, sae, rows, folder, features })])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Medians over the rounds; the ratio is the median of the ratios within a round. */
function summary(arch, who, runs, saedashboard) {
  const ratio = median(runs.map((one, i) => one.features_per_second / saedashboard[i].features_per_second))
  return {
    arch,
    who,
    seconds: Number(median(runs.map((one) => one.seconds)).toFixed(2)),
    command_seconds: who === 'loupe' ? Number(median(runs.map((one) => one.command_seconds)).toFixed(2)) : null,
    rows: runs[0].rows,
    features_per_second: Math.round(median(runs.map((one) => one.features_per_second))),
    ratio_to_saedashboard: Number(ratio.toFixed(1)),
    wanted: who === 'loupe' ? dictionaries[arch].wanted : null,
    peak_mb: Math.round(median(runs.map((one) => one.peak_mb)))
  }
}

function section({ rounds, peer_features: features, results }, machine) {
  const { saeDashboard, delphi, saelens, torch } = analyzerVersions
  const rows = results.map((one) => [
    one.arch,
    one.who,
    one.seconds,
    one.command_seconds ?? '–',
    one.features_per_second.toLocaleString('en'),
    one.ratio_to_saedashboard,
    one.wanted ?? '–',
    one.peak_mb
  ])
  return [
    '## Analysis of a dictionary',
    machine,
    `\`npm run bench:analysis -- --data FOLDER --write --rounds ${rounds} --features ${features}\`: ${dSae.toLocaleString('en')} features over the 40,000 rows of the residual stream of SmolLM2-135M, layer 15; medians of ${rounds} rounds in turn. Loupe: its job from being asked for to its end, with the start of its process, the reading of dictionary and rows, and all facts, examples and the activation index stored; beside it the whole command \`analyze\` with its own start. SAEDashboard ${saeDashboard}: its runner with its default panels, of ${features.toLocaleString('en')} features, activations cached, nothing written; imports and reading are not counted. delphi ${delphi}: its cache of activations over all rows, saved, without examples, counted the same. sae-lens ${saelens}, PyTorch ${torch}.`,
    table(['architecture', 'who', 'seconds', 'command, s', 'features/s', '÷ SAEDashboard', 'wanted', 'peak MB'], rows)
  ].join('\n\n')
}
