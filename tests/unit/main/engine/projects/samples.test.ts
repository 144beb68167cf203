import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inspectFiles } from '../../../../../main/datasets/index'
import { placesAround } from '../../../../../main/engine/places'
import { listSamples, removeSample, sampleDraft, sampleFolder } from '../../../../../main/engine/projects/samples'
import { temporaryFolder } from '../project-material'

const resources = resolve(import.meta.dirname, '../../../../../resources')
let folder: string
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const places = (from = resources) => placesAround('/opt/loupe/out/main', { LOUPE_USER_DATA: folder, LOUPE_RESOURCES: from })

describe('samples', () => {
  it('are described as their files are', async () => {
    for (const sample of listSamples(places())) {
      const draft = sampleDraft(places(), sample.id)
      const files = [draft.activations, ...(draft.rowTable ? [draft.rowTable] : [])]
      const { activations, valid } = await inspectFiles(files)
      expect({ valid, rows: activations?.rows, dIn: activations?.dIn }).toEqual({
        valid: true,
        rows: sample.rows,
        dIn: sample.dIn
      })
    }
  })

  it('are copied to the user’s data once, whole', () => {
    const { activations } = sampleDraft(places(), 'toy')
    expect(readFileSync(activations.path)).toEqual(readFileSync(join(resources, 'samples', 'toy', 'toy-lm.csv')))
    writeFileSync(activations.path, 'mine')
    sampleDraft(places(), 'toy')
    expect(readFileSync(activations.path, 'utf8')).toBe('mine')
    expect(activations.path.startsWith(folder)).toBe(true)
  })

  it('that an installation lacks are not listed, and refused by name', () => {
    const partial = join(folder, 'resources')
    cpSync(join(resources, 'samples', 'toy'), join(partial, 'samples', 'toy'), { recursive: true })
    expect(listSamples(places(partial)).map(({ id }) => id)).toEqual(['toy'])
    expect(() => sampleDraft(places(partial), 'smollm2')).toThrow(expect.objectContaining({ code: 'not-found' }))
  })

  it('lose only their project when reset', () => {
    const { activations } = sampleDraft(places(), 'toy')
    mkdirSync(sampleFolder(places(), 'toy'), { recursive: true })
    removeSample(places(), 'toy')
    expect([existsSync(sampleFolder(places(), 'toy')), existsSync(activations.path)]).toEqual([false, true])
  })
})
