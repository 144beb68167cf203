/** cfg.json of SAELens before version 6 in the words of version 6 (`handle_pre_6_0_config` in its loaders). */
import { Config, shown } from './config'
import type { Reading } from './reading'

export function oldConfig(reading: Reading): Config {
  const { path, values } = reading.config
  const config = new Config(path, { ...values })
  const own = config.values
  own.hook_name ??= own.hook_point
  const hook = config.text('hook_name') ?? ''
  own.reshape_activations ??= hook.includes('hook_z') ? 'hook_z' : 'none'
  if (typeof own.normalize_activations === 'boolean') {
    own.normalize_activations = own.normalize_activations ? 'expected_average_only_in' : 'none'
  }
  const activation = config.text('activation_fn_str') ?? config.text('activation_fn') ?? 'relu'
  if (activation === 'topk') {
    own.architecture = 'topk'
    own.k ??= config.at('activation_fn_kwargs')?.size('k')
  } else if (activation !== 'relu') {
    const hint = 'Loupe reads ReLU and TopK of these versions.'
    throw config.problem('unsupported', 'activation_fn_str', `is ${shown(activation)}, which Loupe does not compute`, hint)
  }
  reading.note('version', 'SAELens before 6', 'config')
  if (!config.has('architecture')) reading.note('activation', activation, config.has('activation_fn_str') ? 'config' : 'format')
  return config
}
