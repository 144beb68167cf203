/** Calls about the engine itself. */
import type { Core } from '../core'
import { doctor } from '../doctor/doctor'
import type { AreaHandlers } from '../handlers'

export function engineService(core: Core): AreaHandlers<'engine'> {
  return {
    'engine.doctor': () => doctor(core),
    'engine.backend': () => core.probes.backend()
  }
}
