/** The environment in which Loupe's own processes run. */
import { at, checkout, manifestPath, runtimeNode } from '../setup/places.mjs'

export function environment(manifest, extra = {}) {
  return {
    ...process.env,
    LOUPE_NODE: runtimeNode(),
    LOUPE_SETUP: manifestPath,
    LOUPE_RESOURCES: at('resources'),
    LOUPE_CHECKOUT: checkout,
    LOUPE_CWD: process.env.INIT_CWD ?? process.cwd(),
    // Each command is a process of its own: what Node compiled for the last one need not be compiled again.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? at('node_modules', '.cache', 'compiled'),
    ...(manifest.electron ? { LOUPE_ELECTRON: manifest.electron.version } : {}),
    TF_CPP_MIN_LOG_LEVEL: process.env.TF_CPP_MIN_LOG_LEVEL ?? '2',
    ...extra
  }
}
