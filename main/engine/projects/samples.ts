/**
 * The sample projects: their data ships in resources/samples/<id>.
 * Opening one copies the data into the user's data folder, since a project refers to files that must stay.
 */
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Sample } from '../../../contract/records/project'
import { LoupeError } from '../../../contract/wire/errors'
import type { Places } from '../places'
import type { CheckedDraft } from './create-project'

interface Description extends Sample {
  activations: string
  rowTable?: string
}

const descriptions: Description[] = [
  {
    id: 'smollm2',
    name: 'SmolLM2 layer 15',
    description: 'Residual stream of a small language model on Python, its documentation, scripture and tables of numbers',
    rows: 5969,
    dIn: 576,
    activations: 'resid_post.npy',
    rowTable: 'tokens.parquet'
  },
  {
    id: 'toy',
    name: 'Toy phrases',
    description: 'Eight phrases with four activations each: animals, their negations, machines',
    rows: 8,
    dIn: 4,
    activations: 'toy-lm.csv'
  },
  {
    id: 'planted',
    name: 'Planted dictionary',
    description: 'Sums of 64 known directions in 32 dimensions: what a dictionary finds can be compared with the truth',
    rows: 8192,
    dIn: 32,
    activations: 'rows.npy'
  }
]

/** Samples that ship with this installation. */
export function listSamples(places: Places): Sample[] {
  return descriptions.filter((one) => existsSync(sourceOf(places, one))).map((one) => Sample.parse(one))
}

/** Folder of the sample's project; it need not exist yet. */
export function sampleFolder(places: Places, id: Sample['id']): string {
  return join(places.userData, 'samples', `${id}.loupe`)
}

/** What the sample's project is to be made of; copies the data first. */
export function sampleDraft(places: Places, id: Sample['id']): CheckedDraft {
  const description = describe(id)
  const data = join(places.userData, 'samples', `${id}-data`)
  const source = sourceOf(places, description)
  if (!existsSync(source))
    throw new LoupeError('not-found', 'This sample is missing from the installation', {
      hint: 'Install Loupe again, or make a project from your own files.',
      place: source
    })
  for (const name of [description.activations, description.rowTable]) if (name) copyWhole(join(dirname(source), name), data, name)
  return {
    folder: sampleFolder(places, id),
    name: description.name,
    activations: { path: join(data, description.activations) },
    ...(description.rowTable ? { rowTable: { path: join(data, description.rowTable) } } : {}),
    outliers: 'drop'
  }
}

/** Throws the sample's project away, with its runs and labels. */
export function removeSample(places: Places, id: Sample['id']): void {
  rmSync(sampleFolder(places, id), { recursive: true, force: true })
}

function describe(id: Sample['id']): Description {
  return descriptions.find((one) => one.id === id) as Description
}

function sourceOf(places: Places, { id, activations }: Description): string {
  return join(places.resources, 'samples', id, activations)
}

function copyWhole(from: string, folder: string, name: string): void {
  const to = join(folder, name)
  if (existsSync(to)) return
  mkdirSync(folder, { recursive: true })
  copyFileSync(from, `${to}.partial`)
  renameSync(`${to}.partial`, to)
}
