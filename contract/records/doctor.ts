/**
 * What `loupe doctor` says: every part, its version, where it came from, what was tried with it.
 */
import { z } from 'zod'

export const DoctorPart = z.object({
  part: z.string(),
  state: z.enum(['ok', 'fallback', 'missing', 'failed']),
  version: z.string(),
  /** Where it came from: official download, registry fallback, system, build. */
  origin: z.string(),
  /** What it was checked for, and how: "opened a database, sqlite 3.54.1". */
  checked: z.string(),
  hint: z.string().optional()
})
export type DoctorPart = z.infer<typeof DoctorPart>

export const Doctor = z.object({ healthy: z.boolean(), parts: z.array(DoctorPart) })
export type Doctor = z.infer<typeof Doctor>

/** The tensor backend in use, always shown in the window. */
export const BackendInfo = z.object({
  name: z.enum(['tensorflow', 'wasm', 'cpu']),
  version: z.string(),
  threads: z.number().int().positive(),
  /** Set when it is not the native library: why. */
  fallbackReason: z.string().optional()
})
export type BackendInfo = z.infer<typeof BackendInfo>
