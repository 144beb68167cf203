/** Tests of the words and rules of the runs screen: tracks, fields, states. */
import { describe, expect, it } from 'vitest'
import { RunConfig } from '../../../../../contract/records/run'
import { configFields, differingKeys, fieldsOf, fieldText, ownConfig } from '../../../../../renderer/screens/runs/config-fields'
import { canResume, isLive, latestFirst, previousRun, stateText } from '../../../../../renderer/screens/runs/run-words'
import { offeredTracks, tracksOf, usualTracks } from '../../../../../renderer/screens/runs/tracks'
import { validationRows } from '../../../../../renderer/screens/runs/validation-rows'
import { SeriesBuffer } from '../../../../../renderer/widgets/line-series/series-buffer'
import { runWith, topk } from './config'

const relu: RunConfig = {
  ...topk,
  architecture: 'relu-l1',
  k: undefined,
  auxK: undefined,
  auxCoefficient: undefined,
  sparsityCoefficient: 5,
  sparsityWarmUpShare: 0.05
}

describe('tracksOf', () => {
  it('starts with the loss and keeps the order of the others', () => {
    expect(tracksOf(runWith({}), 'fvu', usualTracks).map((track) => track.id)).toEqual([
      'loss',
      'l0',
      'explained_variance',
      'dead'
    ])
    expect(tracksOf(runWith({}), 'fvu', ['dead', 'l0', 'learning_rate']).map((track) => track.id)).toEqual([
      'loss',
      'l0',
      'dead',
      'learning_rate'
    ])
  })

  it('holds L0 against k where there is a k', () => {
    expect(tracksOf(runWith({}), 'fvu', ['l0'])[1].target).toBe(32)
    expect(tracksOf(runWith({ config: relu }), 'fvu', ['l0'])[1].target).toBeUndefined()
  })

  it('stacks the parts that the architecture has', () => {
    const parts = (config: RunConfig) => tracksOf(runWith({ config }), 'parts', [])[0].parts?.map((part) => part.metric)
    expect([parts(topk), parts(relu)]).toEqual([
      ['mse', 'aux_loss'],
      ['mse', 'sparsity_loss']
    ])
  })

  it('holds the gradient norm against the clip, and L0 against the target of a JumpReLU', () => {
    const jump: RunConfig = { ...relu, architecture: 'jumprelu', jumpLoss: 'target-l0', targetL0: 24 }
    expect(tracksOf(runWith({ config: jump }), 'fvu', ['l0', 'gradient_norm']).map((track) => track.target)).toEqual([
      undefined,
      24,
      1
    ])
    expect(tracksOf(runWith({ config: { ...topk, gradientClip: 0 } }), 'fvu', ['gradient_norm'])[1].target).toBeUndefined()
  })

  it('are offered when the run has their metric, the usual ones always', () => {
    expect(offeredTracks([])).toEqual([...usualTracks])
    expect(offeredTracks(['threshold', 'dense', 'unknown'])).toEqual(['l0', 'explained_variance', 'dead', 'dense', 'threshold'])
  })

  it('tells dead features also as a share', () => {
    expect(tracksOf(runWith({}), 'fvu', ['dead'])[1].remark?.(46)).toBe('1.0 %')
  })
})

describe('configuration fields', () => {
  it('know every field of the contract', () => {
    expect(configFields.map((field) => field.key).sort()).toEqual(Object.keys(RunConfig.shape).sort())
  })

  it('leave out what the architecture does not have', () => {
    const keys = (architecture: RunConfig['architecture']) => fieldsOf({ ...topk, architecture }).map((field) => field.key)
    expect(keys('topk')).not.toContain('sparsityCoefficient')
    expect(keys('relu-l1')).not.toContain('k')
    expect(fieldsOf({ ...topk, deadFeatures: 'resample' }).map((field) => field.key)).not.toContain('auxK')
    expect(ownConfig({ ...topk, sparsityCoefficient: 5 })).toEqual(topk)
  })

  it('print values as people read them', () => {
    const text = (key: string, config: RunConfig) => {
      const field = configFields.find((other) => other.key === key)
      return field && fieldText(field, config)
    }
    const keys = ['architecture', 'dSae', 'learningRate', 'decayShare', 'seed', 'unitNormDecoder', 'k', 'adamEpsilon']
    expect(keys.map((key) => text(key, topk))).toEqual(['TopK', '4,608', '1e-3', 'last 20 %', '0', 'yes', '32', '1e-8'])
    expect([text('k', relu), text('sparsityWarmUpShare', relu), text('decayShare', { ...topk, decayShare: 0 })]).toEqual([
      '–',
      '5 %',
      'none'
    ])
  })

  it('tell which differ', () => {
    expect(differingKeys(topk, { ...topk, seed: 7, k: 64 })).toEqual(['k', 'seed'])
    expect(differingKeys(topk, relu)).toContain('sparsityCoefficient')
  })
})

describe('states', () => {
  it('resume what is not finished', () => {
    const can = (state: string, step = 300) => canResume(runWith({ state: state as 'done', step }))
    expect(['paused', 'stopped', 'failed', 'interrupted'].map((state) => can(state))).toEqual([true, true, true, true])
    expect([can('running'), can('done'), can('stopped', 600)]).toEqual([false, false, false])
    expect(['running', 'queued', 'paused', 'done'].map((state) => isLive(state as 'done'))).toEqual([true, true, true, false])
  })

  it('say for how long a run trained', () => {
    expect([stateText(runWith({})), stateText(runWith({ state: 'queued', seconds: 0 }))]).toEqual(['done, 1 min 00 s', 'queued'])
  })

  it('compare a run with the one made just before it', () => {
    const runs = [3, 1, 2].map((createdAt) => runWith({ id: `r${createdAt}`, createdAt }))
    expect(previousRun(runs, runs[0])?.id).toBe('r2')
    expect(previousRun(runs, runs[1])).toBeUndefined()
  })

  it('list checkpoints with the latest first', () => {
    const checkpoints = [1, 3, 2].map((step) => ({ run: 'r', step, createdAt: 0, sizeBytes: 1, reason: 'regular' as const }))
    expect(latestFirst(checkpoints).map(({ step }) => step)).toEqual([3, 2, 1])
  })
})

describe('validationRows', () => {
  it('reads the latest values first and leaves out what was not measured', () => {
    const buffer = new SeriesBuffer()
    buffer.append({ steps: Float64Array.of(10, 20), seconds: Float64Array.of(1, 2), columns: { fvu: Float64Array.of(0.5, 0.4) } })
    const rows = validationRows(buffer)
    expect(rows.map((row) => [row.step, row.fvu, row.loss])).toEqual([
      [20, 0.4, undefined],
      [10, 0.5, undefined]
    ])
  })
})
