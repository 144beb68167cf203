import { expect, onTestFinished, test } from 'vitest'
import { openProject } from '../../../../../main/store/index'
import { analyze, projectWithRun } from '../samples'
import { asFormat } from './earlier-format'

test('quizzes and rules of an earlier format are found in lists, and damage in one does not keep the project shut', async () => {
  const { store, run } = await projectWithRun({ dSae: 64 })
  analyze(store, run)
  store.close()
  const answers = [{ row: 1, kind: 'fires', value: 2, said: true, right: true }]
  const about = { id: 'a', run, feature: 2, at: 5, author: 'Ada', label: 'one', version: 1 }
  const result = { ...about, balancedAccuracy: 1, interval: [0.5, 1], answers }
  asFormat(store.folder, 8, (connection) => {
    const put = connection.prepare('INSERT INTO label_quizzes (id, run, feature, at, record) VALUES (?, ?, ?, 5, ?)')
    put.run('a', run, 2, JSON.stringify({ result }))
    put.run('b', run, 3, JSON.stringify({ waiting: answers.map(({ row, kind, value }) => ({ row, kind, value })) }))
    put.run('c', run, 4, '{not json')
    const rule = { feature: 6, rule: { kind: 'pattern', pattern: 'a', over: 'token', ignoreCase: false }, author: 'Ada', at: 5 }
    connection.prepare('INSERT INTO label_rules (run, feature, record) VALUES (?, 6, ?)').run(run, JSON.stringify(rule))
  })
  const again = await openProject(store.folder)
  onTestFinished(() => again.close())
  const ids = (filter: string) => [...again.features.ids({ run, filter })]
  expect(ids('quiz>0.9')).toEqual([2])
  expect(ids('rule:stale')).toEqual([6])
  expect(again.checks.waiting('b').about).toEqual({ label: '', version: 0 })
  expect(again.checks.results(run, 2)).toMatchObject([{ id: 'a' }])
})
