/**
 * Labels 100,000 features of a project and measures, through an engine as the window has one, what a person waits for.
 * Called by bench/annotation.mjs: `measure FOLDER FEATURES`; prints one JSON line, all times in milliseconds.
 */
import { join } from 'node:path'
import { createClient } from '../../contract/wire/client'
import type { ClientMessage, EngineMessage } from '../../contract/wire/envelope'
import { anyPath } from '../../main/engine/connections/policy'
import { createEngine } from '../../main/engine/engine'
import { nodeProcesses } from '../../main/engine/launchers/node-processes'
import { placesAround } from '../../main/engine/places'
import { portPair } from '../../main/engine/transports/in-process'
import { createRandom } from '../../main/maths/random'
import { createProject, openProject } from '../../main/store/index'
import { defaultConfig } from '../../main/training/defaults'
import { eightRows } from '../../tests/fixtures/eight-rows'

const [folder, given] = process.argv.slice(2)
const features = Number(given)
const bulk = 10_000
const random = createRandom(1)
const syllables = ['ka', 'lo', 'mi', 'ne', 'ru', 'sta', 'ver', 'tion', 'qua', 'zi', 'ber', 'old', 'in', 'ex', 'ing', 'pre']
const vocabulary = Array.from({ length: 5_000 }, () =>
  Array.from({ length: 2 + random.integer(3) }, () => syllables[random.integer(syllables.length)]).join('')
)
const words = (count: number) => Array.from({ length: count }, () => vocabulary[random.integer(vocabulary.length)]).join(' ')

async function timed(work: () => unknown): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/** A project of one run, as large as the bench wants it, with a label, notes and a tag for every feature. */
async function labeledProject(project: string): Promise<string> {
  const store = await createProject(project, { name: 'annotation' }, (draft) => {
    draft.datasets.add(eightRows)
    const config = { ...defaultConfig('topk', eightRows), dSae: features }
    draft.runs.insert({ id: 'run', dataset: 'data', config, backend: 'cpu' })
  })
  for (let from = 0; from < features; from += bulk) {
    const edits = Array.from({ length: Math.min(bulk, features - from) }, (_, i) => ({
      feature: from + i,
      change: { label: words(4), notes: words(30), tags: [vocabulary[i % 50]], status: 'labeled' as const }
    }))
    store.labels.editMany('run', edits, { author: 'bench' })
  }
  for (let i = 0; i < features / 100; i += 1)
    store.annotation.addComment('run', { feature: 100 * i, author: 'bench', at: i, text: words(12) })
  store.close()
  return project
}

async function measure() {
  const project = join(folder, 'annotation.loupe')
  const writing = await timed(() => labeledProject(project))
  const opening = await timed(async () => (await openProject(project)).close())
  const places = { ...placesAround(folder), userData: join(folder, 'user') }
  const engine = createEngine({ places, spawner: nodeProcesses({ entries: folder }), author: 'bench' })
  const [own, other] = portPair<ClientMessage, EngineMessage>()
  engine.attach(other, anyPath)
  const client = createClient(own)
  const { id } = await client.call('projects.open', { folder: project })
  const ofRun = { project: id, run: 'run' }
  const searching: { text: string; ms: number; hits: number }[] = []
  // Ten searches typed letter by letter: words that are there, two words, and texts that are nowhere.
  const typed = [
    ...Array.from({ length: 5 }, () => words(1)),
    ...Array.from({ length: 3 }, () => words(2)),
    'nowhere to be',
    'xyzzy'
  ]
  for (const text of typed)
    for (let length = 1; length <= text.length; length += 1) {
      let hits = 0
      const ms = await timed(async () => {
        hits = (await client.call('labels.search', { ...ofRun, text: text.slice(0, length) })).hits.length
      })
      searching.push({ text: text.slice(0, length), ms, hits })
    }
  const some = Uint32Array.from({ length: bulk }, (_, i) => (i * 7) % features)
  const bulkEdit = await timed(() =>
    client.call('labels.bulk', { ...ofRun, features: some, change: { confidence: 2 }, addTags: ['checked'] })
  )
  const bulkStatus = await timed(() => client.call('labels.bulk', { ...ofRun, features: some, change: { status: 'flagged' } }))
  const change = { label: 'one pattern', status: 'labeled' as const }
  const bulkLabel = await timed(() => client.call('labels.bulk', { ...ofRun, features: some, change, addTags: ['seen'] }))
  const undo = await timed(() => client.call('labels.undo', { project: id }))
  const redo = await timed(() => client.call('labels.redo', { project: id }))
  const oneEdit = await timed(() => client.call('labels.edit', { ...ofRun, feature: 5, change: { label: 'one' } }))
  const asOf = await timed(() => client.call('labels.asOf', { ...ofRun, at: Date.now() }))
  await engine.close()
  const sorted = searching.toSorted((a, b) => a.ms - b.ms)
  return {
    features,
    writing,
    opening,
    search: {
      count: sorted.length,
      median: sorted[Math.floor(sorted.length / 2)].ms,
      p95: sorted[Math.floor(0.95 * sorted.length)].ms,
      worst: sorted.at(-1)
    },
    bulk: { features: bulk, ms: bulkEdit },
    bulkStatus,
    bulkLabel,
    undo,
    redo,
    oneEdit,
    asOf
  }
}

measure().then((figures) => console.log(JSON.stringify(figures)))
