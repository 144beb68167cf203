/** Calls about the engine itself. */
import { z } from 'zod'
import { BackendInfo, Doctor } from '../records/doctor'
import { read } from './call'

export const engineCalls = {
  /** Version and state of every part. Slow (seconds): it tries each part. */
  'engine.doctor': read(z.object({}), Doctor),
  /** The tensor backend that jobs use; found by a probe process, then remembered. */
  'engine.backend': read(z.object({}), BackendInfo)
}
