/** One resampling: dead features get new weights, what the optimizer kept of them is forgotten, and their idle steps count anew. */
import type { RunConfig } from '../../../contract/records/run'
import type { Path, Rows, StepSettings } from '../architectures/architecture'
import type { Shape } from '../architectures/shape'
import type { Tensor, Tensor2D } from '../backend/library'
import { scoped } from '../backend/library'
import type { Parameters } from '../backend/parameters'
import type { IdleSteps } from '../idle-steps'
import { rowsAtOnce } from '../learning/accumulation'
import type { WeightAverage } from '../learning/weight-average'
import { replacementsFor } from './replacements'

/** What a learner lends; parameters, average and idle steps are changed. */
export interface Resampled {
  config: RunConfig
  shape: Shape
  path: Path
  settings: StepSettings
  parameters: Parameters
  average?: WeightAverage
  idle: IdleSteps
  seed: number
}

/** How many features were resampled, with `rows` as candidates (as many as can be computed at once). */
export function resample(learner: Resampled, rows: () => Rows): number {
  const { config, shape, parameters, average, idle, seed } = learner
  const dead = idle.deadFeatures()
  if (dead.length === 0) return 0
  const { W_enc, W_dec, b_dec } = parameters.tensors()
  const { features, ...replaced } = replacementsFor({
    shape,
    ...candidates(learner, rows),
    W_enc: W_enc.data,
    W_dec: W_dec.data,
    b_dec: b_dec.data,
    dead,
    unitNormDecoder: config.unitNormDecoder,
    seed
  })
  for (const [name, values] of Object.entries(replaced)) {
    parameters.replaceRows(name, features, values)
    average?.replaceRows(name, features, values)
  }
  idle.revive(features)
  return features.length
}

function candidates({ config, path, settings, parameters }: Resampled, rows: () => Rows) {
  return scoped(() => {
    const { x, y } = rows()
    const count = Math.min(x.shape[0], rowsAtOnce(config))
    const first = (matrix: Tensor2D): Tensor2D => matrix.slice([0, 0], [count, matrix.shape[1]])
    const some: Rows = { x: first(x), y: first(y) }
    const { reconstruction } = path.evaluate(parameters.read(), some, settings)
    const numbers = (tensor: Tensor): Float32Array => tensor.dataSync().slice() as Float32Array
    return { x: numbers(some.x), y: numbers(some.y), reconstruction: numbers(reconstruction) }
  })
}
