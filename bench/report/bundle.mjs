/** Makes one program of a TypeScript file of a bench and what it imports, as Node runs it; packages stay outside. */
import { basename, resolve } from 'node:path'
import { build } from 'vite'
import { checkout } from '../../scripts/setup/places.mjs'
import { viewerPlugin } from '../../scripts/viewer-plugin.mjs'

/** Gives the path of the program, inside the checkout so that packages are found. */
export async function bundled(entry) {
  const outDir = resolve(checkout, 'out', 'bench')
  const name = basename(entry, '.ts')
  await build({
    root: checkout,
    configFile: false,
    logLevel: 'error',
    plugins: [viewerPlugin(checkout)],
    build: {
      ssr: entry,
      outDir,
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: `${name}.mjs` } }
    }
  })
  return resolve(outDir, `${name}.mjs`)
}
