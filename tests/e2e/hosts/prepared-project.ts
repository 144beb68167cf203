/** A project of the sample with two runs, the later one analyzed, and a few labels, made by the command line, for scenarios that begin there. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { checkout } from './electron-host'
import { copyOfOne } from './made-once'

export interface Preparation {
  features: number
  k: number
  steps: number
  batch: number
  /** Labels for the features that fire most, in their order; an empty one leaves its feature out. */
  labels: string[]
  /** The other run is analyzed too, so that both can be compared. */
  both?: boolean
  /** The labels are of the other run, which has to be analyzed too. */
  labelsOfOther?: boolean
}

export const small: Preparation = { features: 256, k: 8, steps: 150, batch: 256, labels: ['one', 'two', 'three'] }

/** Gives `<folder>/<name>.loupe`, which then is among the recent projects of `userData`. */
export function prepareProject(folder: string, name: string, userData: string, wanted: Preparation = small): string {
  const project = join(folder, `${name}.loupe`)
  copyOfOne([name, wanted], project, (original) => makeProject(original, `${original}.user`, wanted))
  loupe(userData, 'runs', project)
  return project
}

function makeProject(project: string, userData: string, wanted: Preparation): void {
  const sample = join(checkout, 'resources', 'samples', 'smollm2')
  const files = [join(sample, 'resid_post.npy'), '--rows', join(sample, 'tokens.parquet')]
  const sizes = { features: wanted.features, k: wanted.k, steps: wanted.steps, batch: wanted.batch, seed: 0 }
  loupe(userData, 'new', project, '--activations', ...files)
  // To compare the other one with; older, so that the analyzed one is the one that opens.
  const quick = ['--features', '128', '--k', '4', '--steps', '60', '--batch', '256', ...(wanted.both ? [] : ['--no-analyze'])]
  loupe(userData, 'train', project, ...quick)
  loupe(userData, 'train', project, ...Object.entries(sizes).flatMap(([key, value]) => [`--${key}`, String(value)]))
  const run = ['--run', wanted.labelsOfOther ? 'topk-4-a' : `topk-${wanted.k}-a`]
  const most = JSON.parse(loupe(userData, 'features', project, ...run, '--sort', 'mass', '--limit', String(wanted.labels.length)))
  const ids: number[] = most.features.map((feature: { id: number }) => feature.id)
  for (const [index, text] of wanted.labels.entries())
    if (text)
      loupe(userData, 'label', project, String(ids[index]), '--text', text, ...run, '--tag', 'syntax', '--confidence', '2')
}

/** A command of `loupe`, as JSON. */
export function loupe(userData: string, ...args: string[]): string {
  return execFileSync(process.execPath, [join(checkout, 'out/main/cli.cjs'), ...args, '--json'], {
    env: { ...process.env, LOUPE_USER_DATA: userData },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'ignore']
  })
}
