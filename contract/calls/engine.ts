/** Calls about the engine itself. */
import { z } from 'zod'
import { BackendInfo, Doctor } from '../records/doctor'
import { call } from './call'

export const engineCalls = {
  /** Version and state of every part. Slow (seconds): it tries each part. */
  'engine.doctor': call(z.object({}), Doctor),
  /** The tensor backend that jobs use; found by a probe process, then remembered. */
  'engine.backend': call(z.object({}), BackendInfo)
}
