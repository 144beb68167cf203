/** Tests of the table of runs: order, filter, differences, what is copied. */
import { describe, expect, it } from 'vitest'
import type { Run, RunConfig } from '../../../../../../contract/records/run'
import { compareOutput, runsText } from '../../../../../../renderer/screens/runs/compare/compare-output'
import { withTraining } from '../../../../../../renderer/screens/runs/compare/measured'
import { planePoints, trailOf } from '../../../../../../renderer/screens/runs/compare/plane-points'
import {
  differingColumns,
  differingFields,
  filterRuns,
  ownText,
  sortRuns
} from '../../../../../../renderer/screens/runs/compare/run-list'
import { tagsIn } from '../../../../../../renderer/screens/runs/tags'
import { SeriesBuffer } from '../../../../../../renderer/widgets/line-series/series-buffer'
import { runWith, topk } from '../config'

function run(id: string, more: Partial<Run> = {}, config: Partial<RunConfig> = {}): Run {
  return runWith({ id, name: id, config: { ...topk, ...config }, ...more })
}

const measured = (l0: number, explained: number) => ({ validation: { l0, explained_variance: explained, dead: 46 } })
const runs = [
  run('a', { ...measured(32, 0.8), createdAt: 1 }),
  run('b', { createdAt: 2, state: 'failed', note: 'loss not finite' }, { k: 64 }),
  run('c', { ...measured(64, 0.9), createdAt: 3, tags: ['keep'], group: 'g' }, { k: 64, seed: 7 })
]
const ids = (list: Run[]) => list.map(({ id }) => id).join('')

describe('sortRuns', () => {
  it('puts runs without a value last in either order', () => {
    expect([ids(sortRuns(runs, 'explained', true)), ids(sortRuns(runs, 'explained', false))]).toEqual(['cab', 'acb'])
    expect([ids(sortRuns(runs, 'name', true)), ids(sortRuns(runs, 'width', true))]).toEqual(['cba', 'cba'])
  })
})

describe('filterRuns', () => {
  it('wants every word, in name, architecture, state, tags, note or sweep', () => {
    const groups = [{ id: 'g', name: 'widths', createdAt: 0, parallel: 1, share: false, analyze: true, runs: ['c'] }]
    const found = (text: string) => ids(filterRuns(runs, text, false, groups))
    expect([found(''), found('TOPK failed'), found('keep'), found('finite'), found('widths'), found('keep failed')]).toEqual([
      'abc',
      'b',
      'c',
      'b',
      'c',
      ''
    ])
  })

  it('leaves archived runs out unless they are asked for', () => {
    const all = [...runs, run('d', { archived: true })]
    expect([ids(filterRuns(all, '', false, [])), ids(filterRuns(all, '', true, []))]).toEqual(['abc', 'abcd'])
  })
})

describe('differences', () => {
  it('are the fields in which the runs are not all equal, those that mean nothing among them', () => {
    expect(differingFields(runs).map((field) => field.key)).toEqual(['k', 'seed'])
    const jump = run('j', {}, { architecture: 'jumprelu', k: undefined, sparsityCoefficient: 2 })
    const [k] = differingFields([runs[0], jump]).filter((field) => field.key === 'k')
    expect([ownText(k, runs[0]), ownText(k, jump)]).toEqual(['32', '–'])
  })

  it('leave out columns that say the same everywhere', () => {
    expect(differingColumns(runs)).toEqual(['name', 'state', 'l0', 'explained', 'dead', 'seed', 'tags', 'note'])
    expect(differingColumns([runs[0]])).toEqual(['name', 'l0', 'explained'])
  })
})

describe('the plane', () => {
  it('has a dot for each validated run, grey when it is not drawn', () => {
    const points = planePoints(runs, ({ id }) => id === 'a')
    expect(points.map(({ id, x, y, slot, form, edge }) => [id, x, y, slot, form, edge])).toEqual([
      ['a', 32, 0.8, 0, 'circle', 'Pareto edge'],
      ['c', 64, 0.9, null, 'circle', 'Pareto edge']
    ])
  })

  it('keeps transcoders apart from autoencoders: another form, another edge', () => {
    const transcoder = run('t', measured(32, 0.5), { kind: 'skip-transcoder' })
    const points = planePoints([runs[0], transcoder], () => true)
    expect(points.map(({ form, edge }) => [form, edge])).toEqual([
      ['circle', 'Pareto edge, autoencoders'],
      ['diamond', 'Pareto edge, transcoders']
    ])
  })

  it('draws the way of the validations', () => {
    const validation = new SeriesBuffer()
    expect(trailOf(runs[0], validation)).toBeUndefined()
    const steps = Float64Array.of(10, 20)
    validation.append({
      steps,
      seconds: steps,
      columns: { l0: Float64Array.of(90, 40), explained_variance: Float64Array.of(0.1, 0.7) }
    })
    expect([...(trailOf(runs[0], validation)?.points ?? [])]).toEqual([90, 0.1, 40, 0.7])
  })
})

describe('what is handed out', () => {
  it('has a line for each run with all of its configuration, as a file can be read', async () => {
    const odd = run('x, "y"', { note: 'two\nlines' }, { prefixes: [1, 2] })
    const [head, ...lines] = runsText([odd], ',').trimEnd().split('\n')
    expect(head).toMatch(/^name,state,l0,explained,dead,duration,tags,note,step,architecture,kind,dSae,k,/)
    expect(lines.join('\n')).toMatch(/^"x, ""y""",done,,,,60,,"two\nlines",600,topk,,4608,32/)
    expect(lines.join('\n')).toContain('"[1,2]"')
    expect((await compareOutput('runs', runs, [], []).csv()).split('\n')).toHaveLength(5)
  })
})

describe('tags', () => {
  it('are words between commas, each once', () => {
    expect(tagsIn(' keep, paper ,,keep')).toEqual(['keep', 'paper'])
  })
})

describe('runs on data that hold nothing out', () => {
  it('are measured by their last training values, where there is no validation', () => {
    const train = new SeriesBuffer()
    const steps = Float64Array.of(1, 2)
    train.append({ steps, seconds: steps, columns: { l0: Float64Array.of(9, 2), explained_variance: Float64Array.of(0.1, 0.9) } })
    expect(withTraining(runs[1], train).validation).toEqual({ l0: 2, explained_variance: 0.9 })
    expect(withTraining(runs[0], train)).toBe(runs[0])
    expect(withTraining(runs[1], new SeriesBuffer())).toBe(runs[1])
  })
})
