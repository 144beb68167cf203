/** The Node that Loupe's programs ran on, for the object that a bench prints; the peers' versions are beside it. */
import { execFileSync } from 'node:child_process'
import { runtimeNode } from '../../scripts/setup/places.mjs'

export function nodeVersion() {
  return execFileSync(runtimeNode(), ['--version'], { encoding: 'utf8' }).trim()
}
