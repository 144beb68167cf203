/**
 * Which arrays look like input and target of a transcoder, told from their names and rows: mlp_in and mlp_out, input and
 * target. Only a proposal; the person decides. Pure.
 */
import { type DraftFile, needsLayout } from './draft-files'
import { placeName } from './draft-sources'
import { type ArrayPlace, placesOf, sizeOf } from './file-uses'

export interface PairProposal {
  input: ArrayPlace
  target: ArrayPlace
  rows: number
}

const opposites: Record<string, string[]> = {
  in: ['out'],
  input: ['output', 'target'],
  inputs: ['outputs', 'targets'],
  pre: ['post'],
  source: ['target'],
  src: ['tgt'],
  x: ['y']
}

/** Pairs of arrays with as many rows whose names differ in one word, that word's opposite; none once targets are chosen. */
export function pairProposals(files: readonly DraftFile[]): PairProposal[] {
  if (placesOf(files, 'targets').length > 0) return []
  const places = files.flatMap(arraysOf)
  return places.flatMap((input) =>
    places
      .filter((target) => target !== input && arePair(placeName(input), placeName(target)))
      .filter((target) => sizeOf(target.array).rows === sizeOf(input.array).rows)
      .map((target) => ({ input, target, rows: sizeOf(input.array).rows }))
  )
}

function arraysOf(file: DraftFile): ArrayPlace[] {
  if (!file.seen || file.seen.problem || needsLayout(file.seen)) return []
  return file.seen.arrays.filter(({ shape }) => shape.length >= 2 && shape.length <= 4).map((array) => ({ file, array }))
}

/** `blocks.3.mlp_in` and `blocks.3.mlp_out`. */
export function arePair(input: string, target: string): boolean {
  const [from, to] = [wordsOf(input), wordsOf(target)]
  if (from.length !== to.length) return false
  const different = from.flatMap((word, at) => (word === to[at] ? [] : [at]))
  return different.length === 1 && (opposites[from[different[0]]] ?? []).includes(to[different[0]])
}

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
}
