/** Environment variables that TensorFlow and oneDNN read once, when their library loads: they must be set before a job starts. */
import type { RunConfig } from '../../../contract/records/run'

/**
 * Features from which on freed memory goes back to the system at once. TensorFlow keeps its own store of freed blocks otherwise,
 * which is twice the live memory of a step of wide dictionaries; but blocks of narrower ones are too small to be worth the
 * system's work. Peak MB with a checkpoint, 768 inputs, 1,024 rows: 131,072 features 6,486 → 4,243.
 * Fresh pages cost time, so glibc is asked for huge ones: ms per step at 32,768 features 420, without the store 665, with huge pages 467.
 */
const wideFeatures = 2 ** 15

/**
 * What to add to the environment of a process that computes a run of this kind, on all cores or on `threads` of them.
 * `fast` lets oneDNN compute f32 products in bf16 where the processor has matrix units for it (Intel AMX); where it has only dot
 * products of bf16, bf16.ts goes by the same variable. See https://uxlfoundation.github.io/oneDNN/dev_guide_attributes_fpmath_mode.html
 */
export function environmentFor(
  { precision = 'exact', dSae = 0 }: Partial<Pick<RunConfig, 'precision' | 'dSae'>>,
  threads?: number
): Record<string, string> {
  return {
    ONEDNN_DEFAULT_FPMATH_MODE: precision === 'fast' ? 'BF16' : 'STRICT',
    // Errors only: the library's start-up remarks would mix with the job's own output.
    TF_CPP_MIN_LOG_LEVEL: '2',
    ...(dSae < wideFeatures ? {} : { TF_ONEDNN_USE_SYSTEM_ALLOCATOR: '1', GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1' }),
    ...(threads === undefined ? {} : { TF_NUM_INTRAOP_THREADS: String(threads) })
  }
}
