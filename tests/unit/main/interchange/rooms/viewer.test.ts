import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ViewerData } from '../../../../../contract/records/viewer'
import { exportDictionary, verifyExport } from '../../../../../main/interchange'
import { dataIn } from '../../../../../main/interchange/rooms/viewer/page'
import { exampleOf, randomDictionary, temporaryFolder } from '../material'
import { activations, features, roomMaterial } from './room-material'

async function exported(more: Parameters<typeof roomMaterial>[2] = {}) {
  const folder = join(temporaryFolder(), 'out')
  const receipt = await exportDictionary(roomMaterial(folder, 'viewer', more))
  const page = readFileSync(join(folder, 'viewer.html'), 'utf8')
  return { folder, receipt, page, data: ViewerData.parse(JSON.parse(dataIn(page) ?? '')) }
}

describe('the one-file viewer', () => {
  it('holds features, labels and examples in one page that loads nothing', async () => {
    const { page, data, folder, receipt } = await exported()
    expect(page).not.toMatch(/(src|href)="?(https?:)?\/\//)
    expect(page).toContain("default-src 'none'")
    expect(data.features).toHaveLength(64)
    expect(data.features[0]).toMatchObject({
      id: 0,
      label: 'they / their, "possessive"',
      notes: 'a,b\r\n"c"\n# d\te',
      facts: { density: 0.125, rows: 5, max: 2.25 },
      neighbors: [[1, 0.5]],
      top: [['py 1:4', 2.25, 1, ['return', ' self', '\n'], [1, 2.25, 2, 0.5]], expect.anything()]
    })
    expect(receipt.verified).toMatchObject({ rows: 64, labelsEqual: true })
    await expect(verifyExport(folder)).resolves.toMatchObject({ rows: 64 })
  })

  it('takes no text of the data for a part of the page', async () => {
    const { page } = await exported()
    expect(page).not.toContain('</script><b>')
    expect(page.match(/<\/script>/g)).toHaveLength(2)
  })

  it('has the mean of each feature by category', async () => {
    const { data } = await exported()
    expect(data.columns).toEqual([{ name: 'domain', categories: ['code', 'prose'], rows: [20, 19] }])
    const { rows, values } = await activations.postings(3)
    const sum = values.reduce((total, value, at) => total + (rows[at] < 20 ? value : 0), 0)
    expect(data.features[3].means?.[0][0]).toBeCloseTo(sum / 20, 3)
  })

  it('leaves out what the scope leaves out', async () => {
    const { data } = await exported({ scope: { statuses: ['labeled'], notes: false, examples: false } })
    expect(data.features.map(({ id }) => id)).toEqual([0, 1, 2])
    expect(data.features[0]).toMatchObject({ notes: '' })
    expect(data.features[0]).not.toHaveProperty('top')
  })

  it('is below 10 MB with a thousand features with contexts of 33 tokens', async () => {
    const tokens = Array.from({ length: 33 }, (_, at) => ` token${at}`)
    const example = exampleOf('', { tokens, values: tokens.map((_, at) => (at % 4 === 0 ? 1.23456 : 0)), peak: 16 })
    const full = features(1000, () => ({
      examples: Array.from({ length: 8 }, () => example),
      intervals: Array.from({ length: 10 }, (_, i) => ({ interval: i + 1, from: i, to: i + 1, share: 0.1, examples: [example] }))
    }))
    const large = randomDictionary({ seed: 4, dIn: 4, dSae: 1000, k: 2 })
    const { folder } = await exported({ dictionary: large, features: full, activations: undefined })
    const { size } = statSync(join(folder, 'viewer.html'))
    expect(size).toBeGreaterThan(2e6)
    expect(size).toBeLessThan(10e6)
  })
})
