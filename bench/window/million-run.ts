/** A finished run of a million steps, written into a project as the engine would have: 13 metrics a step, seeded, with one spike, and the
 * density histograms that come five times a second. */
import { densityBins, type MetricPoint } from '../../contract/records/metrics'
import { openProject } from '../../main/store/index'

export const millionSteps = 1_000_000
export const millionName = 'million'
/** The step of the spike, which every zoom has to show. */
const spikeStep = 612_345
const pointsAtOnce = 5_000

/** 200 ms of 0.03 s each. */
const stepsPerHistogram = 7

/** `folder`: a project with at least one run, whose data and configuration it takes. */
export async function writeMillionRun(folder: string): Promise<void> {
  const store = await openProject(folder)
  try {
    const [{ dataset, config }] = store.runs.list()
    const run = store.runs.insert({
      name: millionName,
      dataset,
      config: { ...config, steps: millionSteps },
      backend: 'tensorflow'
    })
    const random = seeded(1)
    for (let from = 0; from < millionSteps; from += pointsAtOnce)
      store.together(() => {
        store.metrics.append(run.id, pointsFrom(from, random))
        for (let step = from + stepsPerHistogram; step <= from + pointsAtOnce; step += stepsPerHistogram)
          store.densities.append(run.id, { step, counts: densityCounts(random), dead: Math.floor(50 * random()) })
      })
    store.runs.update(run.id, { step: millionSteps, seconds: 30_000, state: 'done' })
  } finally {
    store.close()
  }
}

function pointsFrom(from: number, random: () => number): MetricPoint[] {
  const points: MetricPoint[] = []
  for (let step = from + 1; step <= from + pointsAtOnce; step++) {
    const fvu = (0.1 + 0.9 * Math.exp(-step / 1e5)) * (0.95 + 0.1 * random()) + (step === spikeStep ? 0.8 : 0)
    const quality = { fvu, explained_variance: 1 - fvu, loss: 280 * fvu, mse: 270 * fvu, aux_loss: 10 * fvu }
    const features = { l0: 32 + random(), l1: 100 + random(), dead: Math.floor(50 * fvu), dense: 3 }
    const machine = { learning_rate: 1e-3, gradient_norm: 5 + random(), rows_per_second: 2e4 * random(), data_wait: 0.01 }
    points.push({ split: 'train', step, seconds: 0.03 * step, values: { ...quality, ...features, ...machine } })
  }
  return points
}

function densityCounts(random: () => number): number[] {
  return Array.from({ length: densityBins.count }, () => Math.floor(500 * random()))
}

/** MINSTD (Park and Miller): the same numbers everywhere. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 16_807) % 2_147_483_647
    return state / 2_147_483_647
  }
}
