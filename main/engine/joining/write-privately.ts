/** Files that only their owner may read, whole or not at all: written beside, then renamed. */
import { renameSync, writeFileSync } from 'node:fs'

export function writePrivately(path: string, text: string): void {
  const part = `${path}.${process.pid}.part`
  writeFileSync(part, text, { mode: 0o600 })
  renameSync(part, path)
}
