/**
 * Adds to package-lock.json the optional packages for other systems that a registry mirror did not have (docs/decisions/0005).
 * Run it after every change of dependencies.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { at } from './setup/places.mjs'

const systems = new Set(['android', 'darwin', 'linux', 'win32', 'freebsd', 'openharmony'])
const processors = new Set(['arm64', 'x64', 'arm', 'ppc64', 'riscv64', 's390x', 'ia32', 'wasm32'])

const path = at('package-lock.json')
const lock = JSON.parse(readFileSync(path, 'utf8'))
const added = {}

for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`
    const words = name.split('/').at(-1).split('-')
    const os = words.filter((word) => systems.has(word))
    if (lock.packages[key] || lock.packages[`${place}/${key}`] || os.length === 0) continue
    const cpu = words.filter((word) => processors.has(word))
    const libc = name.includes('musl') ? ['musl'] : name.includes('gnu') ? ['glibc'] : []
    added[key] = {
      version: range.replace(/^[~^]/, ''),
      ...(cpu.length > 0 ? { cpu } : {}),
      ...(entry.dev ? { dev: true } : {}),
      ...(libc.length > 0 ? { libc } : {}),
      optional: true,
      os
    }
  }
}

const { '': root, ...rest } = { ...lock.packages, ...added }
lock.packages = { '': root, ...Object.fromEntries(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1))) }
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${Object.keys(added).length} packages added`)
