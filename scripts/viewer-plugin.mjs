/**
 * Gives `virtual:loupe-viewer`: the script and the style sheet of the one-file viewer (renderer/viewer) as texts, so that an
 * export can write them into its page wherever it runs. Used by the build and by the tests.
 */
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { build } from 'vite'

const name = 'virtual:loupe-viewer'

/** `root`: of the repository. A configuration is bundled, so this file does not know its own place. */
export function viewerPlugin(root) {
  const folder = resolve(root, 'renderer/viewer')
  return {
    name: 'loupe-viewer',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    async load(id) {
      if (id !== `\0${name}`) return undefined
      const style = await readFile(resolve(folder, 'viewer.css'), 'utf8')
      return `export const script = ${JSON.stringify(await script(folder))}\nexport const style = ${JSON.stringify(style)}\n`
    }
  }
}

async function script(folder) {
  const [{ output }] = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2020',
      lib: { entry: resolve(folder, 'main.ts'), formats: ['iife'], name: 'loupeViewer', fileName: () => 'viewer.js' }
    }
  })
  return output[0].code
}
