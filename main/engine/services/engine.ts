/** Calls about the engine itself. */

import type { AreaHandlers } from '../connections/handlers'
import type { Core } from '../core'
import { doctor } from '../doctor/doctor'

export function engineService(core: Core): AreaHandlers<'engine'> {
  return {
    'engine.doctor': () => doctor(core),
    'engine.backend': () => core.probes.backend()
  }
}
