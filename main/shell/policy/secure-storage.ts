/** Whether the system keeps secrets safe. Pure decision; model-key.ts asks it. */

export interface Storage {
  isAvailable: boolean
  /** On Linux: where the password of the storage lies. */
  backend: string | undefined
}

/** `basic_text` encrypts with a password that everybody knows; of an unknown one nothing can be said. */
export function isSecureStorage({ isAvailable, backend }: Storage): boolean {
  return isAvailable && backend !== 'basic_text' && backend !== 'unknown'
}
