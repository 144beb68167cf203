/** Which files the new project is made of, and as what. */
import type { Finding } from '../../../contract/records/inspection'
import { type DraftFile, keyOf, sourceOf, sourcesOf, withArray, withIncluded, withPaths } from './draft-files'
import { inspect, look } from './draft-reading'
import { useDraft } from './draft-store'
import { type ArrayUse, activationsOf, withUse } from './file-uses'
import type { PairProposal } from './pairs'

export function addPaths(paths: readonly string[]): void {
  const files = withPaths(useDraft.getState().files, paths)
  useDraft.setState({ files })
  void inspect()
}

/** Files are told apart by `keyOf`. */
export function includeFile(key: string, included: boolean): void {
  choose((files) => withIncluded(files, key, included))
}

/**
 * Says how the raw numbers of a file lie. Where other activations are chosen they stay: the file is looked at by itself, and the
 * person says what it is.
 */
export function giveLayout(key: string, layout: string): void {
  const { files } = useDraft.getState()
  const activations = activationsOf(files)
  const file = files.find((other) => keyOf(other) === key)
  if (file && activations && keyOf(activations.file) !== key) lookAside(file, layout)
  else choose(() => withArray(files, key, layout))
}

function lookAside(file: DraftFile, layout: string): void {
  void look([sourceOf({ ...file, array: layout })], ({ files: [seen], findings }) => {
    const included = seen.problem !== undefined
    const found = { ...file, array: layout, extras: {}, included, seen: { ...seen, ...(included ? {} : asideWords) } }
    useDraft.setState(({ files, inspection }) => ({
      files: files.map((other) => (keyOf(other) === keyOf(file) ? found : other)),
      inspection: inspection && { ...inspection, findings: withFindingsOf(file.path, inspection.findings, findings) },
      reading: null
    }))
  })
}

/** What was said of the file before is replaced; the others work all the same, so it is no error. */
function withFindingsOf(path: string, before: readonly Finding[], now: readonly Finding[]): Finding[] {
  const isOwn = ({ id }: Finding) => id === `file:${path}`
  const own = now.filter(isOwn).map((finding) => ({ ...finding, level: 'warning' as const }))
  return [...own, ...before.filter((finding) => !isOwn(finding))]
}

const asideWords = { role: 'unused' as const, remark: 'not chosen: left out' }

export function chooseUse(key: string, array: string, use: ArrayUse): void {
  choose((files) => withUse(files, key, array, use))
}

export function takePair({ input, target }: PairProposal): void {
  choose((files) => {
    const given = withUse(files, keyOf(input.file), input.array.name, 'activations')
    return withUse(given, keyOf(target.file), target.array.name, 'targets')
  })
}

export function removeFile(key: string): void {
  choose((files) => files.filter((file) => keyOf(file) !== key))
}

/** Takes a choice in; the engine looks again only where it would see something else. */
function choose(change: (files: DraftFile[]) => DraftFile[]): void {
  const before = JSON.stringify(sourcesOf(useDraft.getState().files))
  useDraft.setState(({ files }) => ({ files: change(files) }))
  const { files, inspection, reading } = useDraft.getState()
  const isSame = JSON.stringify(sourcesOf(files)) === before && activationsOf(files) !== undefined
  if (!isSame || inspection === null || reading !== null) void inspect()
}
