import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createEncoder } from '../../../../../main/dictionaries'
import type { Dictionary } from '../../../../../main/dictionaries/dictionary'
import { exportDictionary, verifyExport, writeSaelens } from '../../../../../main/interchange'
import { dictionaryOf, everyDictionary } from '../../dictionaries/random'
import { materialFor, randomBatch, readBack, temporaryFolder } from '../material'

/** Everything that SAELens computes, with the name of its class there. */
const written: [name: string, Dictionary][] = [
  ['standard', dictionaryOf()],
  ['topk', dictionaryOf({ architecture: 'topk' })],
  ['jumprelu', dictionaryOf({ architecture: 'jumprelu' })],
  ['gated', dictionaryOf({ architecture: 'gated' })],
  ['transcoder', dictionaryOf({ kind: 'transcoder' })],
  ['skip_transcoder', dictionaryOf({ kind: 'skip-transcoder' })],
  ['jumprelu_transcoder', dictionaryOf({ kind: 'transcoder', architecture: 'jumprelu' })],
  ['jumprelu_skip_transcoder', dictionaryOf({ kind: 'skip-transcoder', architecture: 'jumprelu' })],
  ['topk', dictionaryOf({ kind: 'transcoder', architecture: 'topk', dOut: 6 })],
  ['gated', dictionaryOf({ kind: 'transcoder', architecture: 'gated', dOut: 6 })],
  ['topk', dictionaryOf({ kind: 'crosscoder', architecture: 'topk' })],
  ['jumprelu', dictionaryOf({ kind: 'crosscoder', architecture: 'jumprelu' })],
  ['jumprelu', dictionaryOf({ architecture: 'jumprelu', inputNorm: 'layer-norm' })],
  ['topk', dictionaryOf({ architecture: 'topk', inputNorm: 'constant-norm' })],
  ['transcoder', dictionaryOf({ kind: 'transcoder', inputNorm: 'layer-norm' })]
]

describe.each(written)('written as %s', (architecture, dictionary) => {
  it('reads back the same to the bit', async () => {
    const folder = temporaryFolder()
    await writeSaelens(folder, dictionary)
    const config = JSON.parse(readFileSync(join(folder, 'cfg.json'), 'utf8'))
    expect(config.architecture).toBe(architecture)
    expect(config.d_out).toBe(architecture.includes('transcoder') ? dictionary.dOut : undefined)
    expect(await readBack(folder)).toEqual(dictionary)
  })
})

describe.each(written.filter((_, i) => [3, 7, 8, 11, 12].includes(i)))('a dictionary written as %s', (name, dictionary) => {
  it('is exported, proven by the plain encoder on what was written, and verified from its folder alone', async () => {
    const folder = join(temporaryFolder(), 'out')
    const encoder = await createEncoder(dictionary)
    const check = { rows: randomBatch(99, 24, 6), encoder }
    const receipt = await exportDictionary(materialFor(folder, dictionary, { check }))
    encoder.dispose()
    const { content } = receipt.files.find(({ name }) => name === 'sae_weights.safetensors')!
    for (const name of Object.keys(dictionary.tensors)) expect(content).toContain(name)
    expect(receipt.verified.rows).toBeGreaterThan(20)
    expect(receipt.verified.maxDifferenceActs).toBeLessThan(1e-4)
    expect(receipt.verified.maxDifferenceRecon).toBeLessThan(1e-4)
    const said = receipt.gaps.filter((gap) => gap.includes('SAELens has no class'))
    expect(said).toHaveLength(dictionary.kind === 'crosscoder' || name === 'topk' ? 1 : 0)
    const { seconds: _, ...again } = await verifyExport(folder)
    expect(receipt.verified).toMatchObject(again)
  })
})

describe('what SAELens has no class for', () => {
  const names = new Set(written.map(([, { kind = 'sae', architecture }]) => `${architecture} ${kind}`))
  const refused: [name: string, Dictionary][] = [
    ['topk transcoder of other width', dictionaryOf({ kind: 'transcoder', architecture: 'topk' })],
    [
      'topk transcoder of normalized rows',
      dictionaryOf({ kind: 'transcoder', architecture: 'topk', dOut: 6, inputNorm: 'layer-norm' })
    ],
    ['skip transcoder of normalized rows', dictionaryOf({ kind: 'skip-transcoder', inputNorm: 'constant-norm' })],
    ...everyDictionary.filter(([name, { kind }]) => kind === 'skip-transcoder' && !names.has(name))
  ]

  it.each(refused)('is refused before anything is written, with what can be done: %s', async (_name, dictionary) => {
    const folder = temporaryFolder()
    await expect(writeSaelens(folder, dictionary)).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('SAELens'),
      hint: expect.stringContaining('Train it'),
      place: 'architecture'
    })
  })
})
