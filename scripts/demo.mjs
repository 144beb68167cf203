/**
 * `npm run demo`: the main job without a screen, on the sample's activations:
 * create, train, analyze, apply labels from a file, export, read back. Results stay in demo/.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { environment } from './run/environment.mjs'
import { at, runtimeNode } from './setup/places.mjs'
import { handOver } from './setup/processes.mjs'
import { setUp } from './setup/setup.mjs'

const from = Date.now()
const folder = at('demo')
const project = join(folder, 'Sample.loupe')
const sample = at('resources', 'samples', 'smollm2')

function title(text) {
  console.log(`\n── ${text}`)
}

try {
  const env = environment(await setUp({ window: false }))
  const cli = at('out', 'main', 'cli.cjs')
  const show = async (...args) => {
    console.log(`   loupe ${args.join(' ').replaceAll(`${at()}/`, '')}`)
    const code = await handOver(runtimeNode(), [cli, ...args], { env })
    if (code !== 0) throw new Error(`loupe ${args[0]} ended with ${code}`)
  }
  const ask = (...args) =>
    JSON.parse(
      execFileSync(runtimeNode(), [cli, ...args, '--json'], { env, encoding: 'utf8', maxBuffer: 1 << 28 })
        .trim()
        .split('\n')
        .at(-1)
    )

  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)

  title('Create a project from activation files')
  await show('new', project, '--activations', join(sample, 'resid_post.npy'), '--rows', join(sample, 'tokens.parquet'))

  title('Train a sparse autoencoder')
  await show(
    'train',
    project,
    '--arch',
    'topk',
    '--features',
    '1152',
    '--k',
    '24',
    '--steps',
    '600',
    '--batch',
    '512',
    '--seed',
    '0',
    '--no-analyze'
  )

  title('Find out what every feature does')
  await show('analyze', project)
  await show('features', project, '--sort', 'mass', '--limit', '8')

  title('Apply labels from a file')
  const labels = join(folder, 'labels.json')
  writeFileSync(labels, JSON.stringify(labelsFromPeaks(ask), null, 2))
  await show('label', project, '--from', labels)

  title('Export, read back and compare')
  const out = join(folder, 'export')
  await show('export', project, '--format', 'saelens', '--out', out)

  title(`Done in ${((Date.now() - from) / 1000).toFixed(0)} s`)
  console.log(`   project  ${project}\n   labels   ${labels}\n   export   ${out}\n   open it  npm start, then Open…`)
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}

/** A first label for the five heaviest features: the tokens on which they fire hardest. A person would do better. */
function labelsFromPeaks(ask) {
  const { features } = ask('features', project, '--sort', 'mass', '--limit', '5')
  return {
    labels: features.map(({ id }) => {
      const { examples } = ask('feature', project, String(id))
      const tokens = examples.top.slice(0, 5).map((example) => example.tokens[example.peak].trim() || '↵')
      return {
        feature: id,
        label: `fires on ${[...new Set(tokens)].join(', ')}`,
        tags: ['demo'],
        confidence: 1,
        status: 'labeled'
      }
    })
  }
}
