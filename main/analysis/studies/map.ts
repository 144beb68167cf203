/** Draws the map of a dictionary: nearest decoder rows, their fuzzy graph, its layout from the principal plane on, its groups. */
import { type Directions, decoderDirections, nearestAmong } from '../../dictionaries/index'
import { louvain } from '../../maths/louvain'
import { principalPlane } from '../../maths/principal-plane'
import { createRandom, mixSeeds } from '../../maths/random'
import { type FuzzyGraph, fuzzyGraph } from '../../maths/umap/fuzzy-graph'
import { Layout, usualEpochs } from '../../maths/umap/layout'
import { breathe } from '../passes/breathe'
import { phaseProgress } from '../progress'
import { groupsOf } from './map/groups'
import type { StudyResult, StudySide, StudyWork } from './material'

/** umap-learn's n_neighbors of 15, which counts the point itself. */
const neighborCount = 14
/** The picture begins within ± this, as umap-learn's. */
const startReach = 10

/** Throws cancelled. Reads the dictionary alone. */
export const answerMap: StudyWork<'map'> = async ({ seed }, material, side) =>
  mapOf(decoderDirections(await material.dictionary()), seed, side)

async function mapOf(directions: Directions, seed: number, side: StudySide): ReturnType<StudyWork<'map'>> {
  const graph = await graphOf(directions, side)
  const epochs = usualEpochs(directions.features)
  const positions = await laidOut(graph, startOf(directions, seed), { epochs, seed }, side)
  const groups = louvain(graph, mixSeeds(seed, 2))
  const answer = {
    kind: 'map' as const,
    features: directions.features,
    neighbors: Math.min(neighborCount, directions.features - 1),
    epochs,
    groupCount: groups.reduce((most, group) => Math.max(most, group + 1), 0),
    groups: groupsOf(groups, positions, directions)
  }
  return { answer, arrays: arraysOf(positions, groups) }
}

function arraysOf(positions: Float32Array, groups: Uint32Array): StudyResult<unknown>['arrays'] {
  return {
    positions: { shape: [groups.length, 2], data: positions },
    groups: { shape: [groups.length], data: groups }
  }
}

/** Distances are 1 − cosine. */
async function graphOf(directions: Directions, side: StudySide): Promise<FuzzyGraph> {
  const note = 'Comparing decoder rows'
  const near = await nearestAmong(directions, neighborCount, {
    signal: side.signal,
    onProgress: (progress) => side.progress({ ...progress, note })
  })
  const distances = near.cosines.map((cosine) => Math.max(0, 1 - cosine))
  return fuzzyGraph({ nodes: directions.features, count: near.count, ids: near.features, distances })
}

/** The principal plane of directions of length 1, with a little noise so that equal ones can part. */
function startOf({ data, features, width }: Directions, seed: number): Float32Array {
  const plane = principalPlane(unitRows(data, width), features, width, mixSeeds(seed, 0))
  const reach = plane.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const random = createRandom(mixSeeds(seed, 1))
  return plane.map((value) => (reach > 0 ? (startReach * value) / reach : 0) + 1e-4 * random.normal())
}

function unitRows(data: Float32Array, width: number): Float32Array {
  const units = data.slice()
  for (let at = 0; at < units.length; at += width) {
    const row = units.subarray(at, at + width)
    const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0))
    if (length > 0) for (let i = 0; i < width; i += 1) row[i] /= length
  }
  return units
}

async function laidOut(
  graph: FuzzyGraph,
  start: Float32Array,
  { epochs, seed }: { epochs: number; seed: number },
  side: StudySide
): Promise<Float32Array> {
  const layout = new Layout(graph, start, { epochs, seed })
  const tell = phaseProgress({ total: epochs, unit: 'epochs', note: 'Drawing the map' }, (progress) => side.progress(progress))
  while (layout.epoch < epochs) {
    await breathe(side.signal)
    layout.step()
    tell(layout.epoch)
  }
  return layout.positions
}
