/** Pictures of every screen into docs/screenshots: `node scripts/screenshots.mjs [folder] [1440x900]`. Takes some minutes. */
import { environment } from './run/environment.mjs'
import { at, runtimeNode } from './setup/places.mjs'
import { handOver } from './setup/processes.mjs'
import { setUp } from './setup/setup.mjs'

const [folder = 'docs/screenshots', size = '1440x900'] = process.argv.slice(2)
const manifest = await setUp({ tests: true })
const env = environment(manifest, {
  LOUPE_ELECTRON_BINARY: manifest.electron?.binary ?? '',
  LOUPE_SCREENSHOTS: folder,
  LOUPE_SCREENSHOT_SIZE: size
})
delete env.ELECTRON_RUN_AS_NODE
const args = [at('node_modules', 'playwright', 'cli.js'), 'test', '--project', 'screenshots']
const [command, all] =
  process.platform === 'linux' && !process.env.DISPLAY
    ? ['xvfb-run', ['-a', '-s', '-screen 0 2560x1440x24', runtimeNode(), ...args]]
    : [runtimeNode(), args]
process.exitCode = await handOver(command, all, { env })
