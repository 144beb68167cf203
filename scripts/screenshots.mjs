/** Pictures of every screen into docs/screenshots: `node scripts/screenshots.mjs [folder] [1440x900]`. Takes some minutes. */
import { environment } from './run/environment.mjs'
import { playwrightCommand } from './run/playwright.mjs'
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
const [command, args] = playwrightCommand(['--project', 'screenshots'])
process.exitCode = await handOver(command, args, { env })
