import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { StudyQuestion } from '../../../../../contract/records/studies/kinds'
import { writeStudyFolder } from '../../../../../main/store/files/study-folder'
import { openProject } from '../../../../../main/store/index'
import type { ProjectStore } from '../../../../../main/store/project-store'
import { analyze, codeOf, projectWithRun } from '../samples'

const question = StudyQuestion.parse({ kind: 'columns' })
const other = StudyQuestion.parse({ kind: 'columns', columns: ['topic'] })

async function analyzedProject() {
  const { store, run } = await projectWithRun()
  analyze(store, run)
  return { store, run, record: (id: string, asked = question) => record(store, run, id, asked) }
}

function record(store: ProjectStore, run: string, id: string, asked: StudyQuestion) {
  mkdirSync(store.layout.studyFolder(run, id), { recursive: true })
  const { id: analysis, step, rows } = store.features.analysis(run)!
  return store.studies.record({ id, run, question: asked, createdAt: 5, analysis, step, rows })
}

describe('an answered study', () => {
  test('is remembered with its question, and found by it', async () => {
    const { store, run, record } = await analyzedProject()
    expect(record('s-1')).toMatchObject({ id: 's-1', question, step: 600, rows: 10_000, stale: false })
    expect(store.studies.answered(run, { seed: 0, per: 'row', columns: [], kind: 'columns' })?.id).toBe('s-1')
    expect(store.studies.answered(run, other)).toBeUndefined()
    expect(store.studies.list()).toEqual(store.studies.list(run))
    expect(store.studies.list('nothing')).toEqual([])
  })

  test('is not recorded without its folder', async () => {
    const { store, run } = await analyzedProject()
    const draft = { id: 's-1', run, question, createdAt: 5, analysis: 1, step: 1, rows: 1 }
    expect(await codeOf(() => store.studies.record(draft))).toBe('not-found')
    expect(store.studies.list()).toEqual([])
  })

  test('is stale once the run is analyzed anew; the next answer to its question replaces it with its files', async () => {
    const { store, run, record } = await analyzedProject()
    record('s-1')
    record('s-2', other)
    analyze(store, run, 700)
    expect(store.studies.list().map(({ stale }) => stale)).toEqual([true, true])
    expect([store.studies.answered(run, question), store.studies.find('s-1')?.stale]).toEqual([undefined, true])
    record('s-3')
    expect(store.studies.list().map(({ id, stale }) => [id, stale])).toEqual([
      ['s-3', false],
      ['s-2', true]
    ])
    expect(existsSync(store.layout.studyFolder(run, 's-1'))).toBe(false)
  })

  test('goes with its files when it is removed, and with its run', async () => {
    const { store, run, record } = await analyzedProject()
    record('s-1')
    record('s-2', other)
    store.studies.remove(run, 's-1')
    store.studies.remove(run, 'never-was')
    expect(store.studies.list().map(({ id }) => id)).toEqual(['s-2'])
    expect(existsSync(store.layout.studyFolder(run, 's-1'))).toBe(false)
    store.runs.remove(run)
    expect(store.studies.list()).toEqual([])
  })

  test('of a kind that this Loupe does not know is left alone', async () => {
    const { store, run, record } = await analyzedProject()
    record('s-1')
    const { folder } = store
    store.close()
    const { connect } = await import('../../../../../main/store/database/connect')
    const connection = connect(join(folder, 'project.sqlite'), { readOnly: false })
    connection.prepare(`UPDATE studies SET kind = 'oracle', question = '{"kind":"oracle"}'`).run()
    connection.close()
    const again = await openProject(folder)
    onTestFinished(() => again.close())
    expect([again.studies.list(), again.studies.find('s-1')]).toEqual([[], undefined])
    expect(existsSync(again.layout.studyFolder(run, 's-1'))).toBe(true)
  })

  test('that a crash left half is swept at the next opening: folders without a row, rows without a folder, temporary folders', async () => {
    const { store, run, record } = await analyzedProject()
    record('whole')
    record('lost', other)
    const studies = store.layout.studiesFolder(run)
    rmSync(join(studies, 'lost'), { recursive: true })
    mkdirSync(join(studies, 'stray'))
    mkdirSync(join(studies, '.writing-0123'))
    writeFileSync(join(studies, '.writing-0123', 'answer.json'), '{')
    store.close()
    const again = await openProject(store.folder)
    onTestFinished(() => again.close())
    expect(again.studies.list().map(({ id }) => id)).toEqual(['whole'])
    expect(['whole', 'stray', '.writing-0123'].map((name) => existsSync(join(studies, name)))).toEqual([true, false, false])
  })
})

describe('scores of categories in filters', () => {
  const scores = (values: number[]) => ({
    shape: [2, 64],
    data: Float32Array.from([...values, ...values.map((value) => 1 - value)])
  })
  const values = Array.from({ length: 64 }, (_, feature) => feature / 64)
  const category = (name: string) => ({ column: 'topic', category: name, count: 9, heldOutCount: 3, best: [] })
  const heldOut = { by: 'row', seed: 0, per: 'row', train: 6, heldOut: 3 }
  const summary = { column: 'topic', count: 9, categories: 2, monosemanticity: 1, chance: 1, disentanglement: 1, completeness: 1 }
  const answer = {
    kind: 'columns',
    heldOut,
    columns: [summary],
    categories: [category('news'), category('two words')],
    skipped: []
  }

  async function withScores() {
    const { store, run } = await projectWithRun()
    analyze(store, run)
    await writeStudyFolder(store.layout.studyFolder(run, 's-1'), answer, { f1: scores(values), lift: scores(values) })
    record(store, run, 's-1', question)
    const ids = (filter: string) => [...store.features.ids({ run, filter, sort: 'feature', descending: false })]
    return { store, run, ids }
  }

  test('come from the newest study of columns, together with other conditions', async () => {
    const { ids } = await withScores()
    expect(ids('f1(topic=news)>=0.9375')).toEqual([60, 61, 62, 63])
    expect(ids('f1(topic="two words")>0.97')).toEqual([0, 1])
    expect(ids('lift(topic=news)>=93.75% id:61-70')).toEqual([61, 62, 63])
  })

  test('that are not known are refused with the remedy', async () => {
    const { store, run, ids } = await withScores()
    const refusalOf = (filter: string) => {
      try {
        return ids(filter)
      } catch (thrown) {
        return thrown
      }
    }
    expect(refusalOf('f1(topic=verse)>0')).toMatchObject({ code: 'not-found', hint: 'It has: news, two words.' })
    expect(refusalOf('f1(mood=x)>0')).toMatchObject({
      code: 'not-found',
      hint: expect.stringMatching(/loupe columns.*known of: topic/)
    })
    analyze(store, run, 700)
    expect(refusalOf('f1(topic=news)>0')).toMatchObject({ code: 'not-found', hint: expect.stringContaining('loupe columns') })
  })
})
