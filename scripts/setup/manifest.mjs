/** What set-up did, part by part, kept beside the packages: gone when they are gone. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { manifestPath } from './places.mjs'

/** Facts by part name; empty when there was no set-up yet. */
export function readManifest() {
  try {
    return Object.fromEntries(JSON.parse(readFileSync(manifestPath, 'utf8')).parts.map((part) => [part.part, part]))
  } catch {
    return {}
  }
}

export function writeManifest(byPart) {
  mkdirSync(dirname(manifestPath), { recursive: true })
  writeFileSync(`${manifestPath}.part`, `${JSON.stringify({ parts: Object.values(byPart) }, null, 2)}\n`)
  renameSync(`${manifestPath}.part`, manifestPath)
}
