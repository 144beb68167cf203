/** Where the built parts lie, seen from the built shell in out/main. */
import { join } from 'node:path'

const built = import.meta.dirname

export const places = {
  engine: join(built, 'engine.cjs'),
  builtMain: built,
  preload: join(built, '../preload/bridge.cjs'),
  renderer: join(built, '../renderer')
}
