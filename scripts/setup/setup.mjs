/**
 * Makes a checkout ready: packages, native TensorFlow, Electron, system libraries, build.
 * Each part says whether it is done; what is done is left alone, so an interrupted set-up goes on where it was.
 */
import { build } from './build.mjs'
import { dependencies } from './dependencies.mjs'
import { electron } from './electron.mjs'
import { readManifest, writeManifest } from './manifest.mjs'
import { say, sinceStart } from './progress.mjs'
import { systemLibraries } from './system.mjs'
import { tensorflow } from './tensorflow.mjs'

/** `window`: Electron and its libraries; `tests`: what the tests need besides; `again`: parts to make anew. */
export async function setUp({ window = true, tests = false, again = [] } = {}) {
  const parts = [
    dependencies,
    tensorflow,
    ...(window ? [electron, systemLibraries(false)] : []),
    ...(tests ? [systemLibraries(true)] : []),
    build
  ]
  let made = 0
  for (const part of parts) {
    const known = readManifest()[part.part]
    if (part.isDone(known) && !again.includes(part.part)) continue
    if (made++ === 0) say('Setting up Loupe')
    const facts = await part.make()
    // `npm ci` removes the native parts with the packages; forgetting them makes the next steps put them back.
    const manifest = part === dependencies ? {} : readManifest()
    manifest[part.part] = { part: part.part, ...facts }
    writeManifest(manifest)
    say(
      `  ${facts.state === 'missing' ? '!' : '✓'} ${part.part}: ${facts.state}${facts.version ? `, ${facts.version}` : ''} (${facts.origin})`
    )
  }
  if (made > 0) say(`Ready after ${sinceStart()} s`)
  return readManifest()
}
