/** Environment variables that TensorFlow and oneDNN read once, when their library loads: they must be set before a job starts. */
import type { Precision } from '../../../contract/records/run'

/**
 * What to add to the environment of a process that computes at this precision.
 * `fast` lets oneDNN compute f32 products in bf16 where the processor has matrix units for it (Intel AMX);
 * elsewhere it changes nothing. See https://uxlfoundation.github.io/oneDNN/dev_guide_attributes_fpmath_mode.html
 */
export function environmentFor(precision: Precision): Record<string, string> {
  return {
    ONEDNN_DEFAULT_FPMATH_MODE: precision === 'fast' ? 'BF16' : 'STRICT',
    // Errors only: the library's start-up remarks would mix with the job's own output.
    TF_CPP_MIN_LOG_LEVEL: '2'
  }
}
