/** Environment variables that TensorFlow and oneDNN read once, when their library loads: they must be set before a job starts. */
import type { Precision } from '../../../contract/records/run'

/**
 * What to add to the environment of a process that computes at this precision, on all cores or on `threads` of them.
 * `fast` lets oneDNN compute f32 products in bf16 where the processor has matrix units for it (Intel AMX); where it has only dot
 * products of bf16, bf16.ts goes by the same variable. See https://uxlfoundation.github.io/oneDNN/dev_guide_attributes_fpmath_mode.html
 */
export function environmentFor(precision: Precision, threads?: number): Record<string, string> {
  return {
    ONEDNN_DEFAULT_FPMATH_MODE: precision === 'fast' ? 'BF16' : 'STRICT',
    // Errors only: the library's start-up remarks would mix with the job's own output.
    TF_CPP_MIN_LOG_LEVEL: '2',
    ...(threads === undefined ? {} : { TF_NUM_INTRAOP_THREADS: String(threads) })
  }
}
