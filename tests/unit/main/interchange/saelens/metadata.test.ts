import { describe, expect, it } from 'vitest'
import { metadataFromReceipt } from '../../../../../main/interchange/saelens/metadata'
import { materialFor, randomDictionary } from '../material'

describe('the metadata of cfg.json', () => {
  const { origin } = materialFor('', randomDictionary({ seed: 1, dIn: 2, dSae: 2 }))

  it('uses the names of SAELens for a TopK run, and keeps ours apart', () => {
    expect(metadataFromReceipt({ ...origin, validation: { l0: 32, dead: 3, fvu: 0.26 } })).toEqual({
      l0: 32,
      deadFeatures: 3,
      trainingArchitecture: 'topk',
      trainingDetails: {
        k: 5,
        aux_loss_coefficient: 1 / 32,
        rescale_acts_by_decoder_norm: false,
        lr: 3e-4,
        lr_warm_up_steps: 200,
        lr_decay_steps: 120,
        train_batch_size_tokens: 1024,
        adam_beta1: 0.9,
        adam_beta2: 0.999,
        dead_feature_window: 100,
        seed: 7
      },
      loupe: {
        version: '0.1.0',
        project: 'SmolLM2 layer 15',
        run: 'topk-32-a',
        step: 600,
        seed: 7,
        data_fingerprint: 'b41e09c7',
        input_scale: 0.14,
        fvu: 0.26,
        explained_variance: undefined
      }
    })
  })

  it('has the sparsity penalty of a ReLU run', () => {
    const config = { ...origin.config, architecture: 'relu-l1' as const, sparsityCoefficient: 5, sparsityWarmUpShare: 0.05 }
    const { trainingDetails } = metadataFromReceipt({ ...origin, config })
    expect(trainingDetails).toMatchObject({ l1_coefficient: 5, lp_norm: 1, l1_warm_up_steps: 30 })
    expect(trainingDetails).not.toHaveProperty('k')
  })

  it('names the training class and its settings', () => {
    const details = (more: Partial<typeof origin.config>) => {
      const { trainingArchitecture, trainingDetails } = metadataFromReceipt({ ...origin, config: { ...origin.config, ...more } })
      return { trainingArchitecture, ...trainingDetails }
    }
    expect(details({ architecture: 'matryoshka', prefixes: [16, 64] })).toMatchObject({
      trainingArchitecture: 'matryoshka_batchtopk',
      k: 5,
      matryoshka_widths: [16, 64]
    })
    const jump = {
      k: undefined,
      architecture: 'jumprelu',
      jumpLoss: 'l0',
      sparsityCoefficient: 3,
      sparsityWarmUpShare: 0.5
    } as const
    expect(details({ ...jump, bandwidth: 0.05, initialThreshold: 0.01 })).toMatchObject({
      trainingArchitecture: 'jumprelu',
      jumprelu_bandwidth: 0.05,
      jumprelu_init_threshold: 0.01,
      jumprelu_sparsity_loss_mode: 'step',
      l0_coefficient: 3,
      l0_warm_up_steps: 300
    })
    expect(details({ architecture: 'p-anneal', finalP: 0.2, sparsityCoefficient: 1 })).toMatchObject({
      trainingArchitecture: 'standard',
      lp_norm: 0.2
    })
    expect(details({ architecture: 'batchtopk', normalization: 'whitening', optimizer: 'adamw' })).toMatchObject({
      trainingArchitecture: 'batchtopk',
      normalize_activations: 'covariance_whitening',
      optimizer: 'adamw'
    })
  })
})
