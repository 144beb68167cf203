/** `npm start`: opens the workbench in a window; without a screen or without Electron, serves it in the browser. */

import { environment } from './run/environment.mjs'
import { at, checkout, runtimeNode } from './setup/places.mjs'
import { handOver } from './setup/processes.mjs'
import { setUp } from './setup/setup.mjs'

const hasScreen = () => process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

/** Chromium refuses its sandbox to root; nobody should work as root, but a machine may know nobody else. */
function sandboxArguments() {
  if (process.platform !== 'linux' || process.getuid() !== 0) return []
  console.error('Running as root: the sandbox of the window is off. Use an ordinary account where you can.')
  return ['--no-sandbox']
}

function serve(manifest, reason) {
  console.error(`${reason} The workbench is served in the browser instead.`)
  return handOver(runtimeNode(), [at('out', 'main', 'cli.cjs'), 'serve', ...process.argv.slice(2)], {
    cwd: process.env.INIT_CWD ?? checkout,
    env: environment(manifest)
  })
}

function openWindow(manifest) {
  const env = environment(manifest)
  delete env.ELECTRON_RUN_AS_NODE
  return handOver(manifest.electron.binary, [...sandboxArguments(), checkout, ...process.argv.slice(2)], { env })
}

try {
  const manifest = await setUp({ window: hasScreen() })
  if (!hasScreen()) process.exitCode = await serve(manifest, 'There is no screen here.')
  else if (!manifest.electron?.binary) process.exitCode = await serve(manifest, 'Electron is not available.')
  else process.exitCode = await openWindow(manifest)
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
