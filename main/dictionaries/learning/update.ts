/** One update of the parameters: clipping, the optimizer, and back to where constraints want them. */
import type { RunConfig } from '../../../contract/records/run'
import type { Architecture, Weights } from '../architectures/architecture'
import type { Tensor2D } from '../backend/library'
import { tf } from '../backend/library'
import type { Parameters } from '../backend/parameters'
import { unitRows } from '../backend/rows'
import { clipped } from './clipping'

interface Updating {
  config: Pick<RunConfig, 'gradientClip' | 'unitNormDecoder'>
  architecture: Architecture
  /** Of the gradients. */
  norm: number
  rate: number
}

/** `gradients` stay the caller's. */
export function updateParameters(
  parameters: Parameters,
  gradients: Weights,
  { config, architecture, norm, rate }: Updating
): void {
  tf.tidy(() => parameters.apply(clipped(gradients, norm, config.gradientClip), rate))
  if (config.unitNormDecoder) tf.tidy(() => parameters.assign('W_dec', unitRows(parameters.read().W_dec as Tensor2D)))
  const { project } = architecture
  if (!project) return
  tf.tidy(() => {
    for (const [name, value] of Object.entries(project(parameters.read()))) if (value) parameters.assign(name, value)
  })
}
