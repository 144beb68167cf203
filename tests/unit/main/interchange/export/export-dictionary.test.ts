import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Receipt } from '../../../../../contract/records/export'
import type { ExportFeature, ExportMaterial } from '../../../../../main/interchange'
import { exportDictionary, readReceipt, referenceEncoder, verifyExport } from '../../../../../main/interchange'
import { temporaryBeside } from '../../../../../main/interchange/files/temporary'
import { featuresOf, materialFor, pending, randomBatch, randomDictionary, readBack, temporaryFolder } from '../material'

/** Permissions do not stop root; the kernel's own file system does. */
const kernelFolder = '/sys/kernel'
const isRoot = process.getuid?.() === 0
const hasReadOnlyPlaces = isRoot ? existsSync(kernelFolder) : process.platform !== 'win32'

const dictionary = randomDictionary({ seed: 21, dIn: 16, dSae: 64, k: 5 })
const names = [
  'README.md',
  'cfg.json',
  'check.safetensors',
  'features.csv',
  'features.parquet',
  'labels.jsonl',
  'labels.schema.json',
  'receipt.json',
  'sae_weights.safetensors',
  'sparsity.safetensors'
]

async function exported(more: Partial<ExportMaterial> = {}): Promise<{ parent: string; folder: string; receipt: Receipt }> {
  const parent = temporaryFolder()
  const folder = join(parent, 'out')
  return { parent, folder, receipt: await exportDictionary(materialFor(folder, dictionary, more)) }
}

describe('an export', () => {
  it('is a folder with weights, labels and a receipt that says what was proven', async () => {
    const { parent, folder, receipt } = await exported()
    expect(readdirSync(folder).sort()).toEqual(names)
    expect(readdirSync(parent)).toEqual(['out'])
    expect(await readBack(folder)).toEqual(dictionary)
    expect(await readReceipt(folder)).toEqual(receipt)
    expect(receipt.files.map(({ name }) => name).sort()).toEqual(names.filter((name) => name !== 'receipt.json'))
    for (const file of receipt.files) expect(readFileSync(join(folder, file.name))).toHaveLength(file.sizeBytes)
    expect(receipt.verified).toMatchObject({ rows: 24, maxDifferenceActs: 0, maxDifferenceRecon: 0, labelsEqual: true })
    expect(receipt.labels).toEqual({ total: 64, pending: 58, draft: 2, labeled: 3, notInterpretable: 1, written: 64 })
  })

  it('goes into an empty folder that is there already, and makes missing parents', async () => {
    const parent = temporaryFolder()
    mkdirSync(join(parent, 'empty'))
    await exportDictionary(materialFor(join(parent, 'empty'), dictionary))
    await exportDictionary(materialFor(join(parent, 'a/b/c'), dictionary))
    expect(readdirSync(join(parent, 'empty')).sort()).toEqual(names)
    expect(readdirSync(join(parent, 'a/b/c')).sort()).toEqual(names)
  })

  it('takes away what a killed one has left beside it', async () => {
    const parent = temporaryFolder()
    const dead = String(spawnSync(process.execPath, ['-e', '']).pid)
    mkdirSync(temporaryBeside(join(parent, 'out')).replace(`-${process.pid}-`, `-${dead}-`))
    await exportDictionary(materialFor(join(parent, 'out'), dictionary))
    expect(readdirSync(parent)).toEqual(['out'])
  })

  it('holds only the labels of its scope, and says so', async () => {
    const scope = { statuses: ['labeled' as const], notes: false, examples: false }
    const { folder, receipt } = await exported({ scope })
    const lines = readFileSync(join(folder, 'labels.jsonl'), 'utf8').trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line).feature)).toEqual([0, 1, 2])
    expect(receipt.labels).toMatchObject({ total: 64, written: 3 })
    expect(receipt.gaps).toEqual(expect.arrayContaining(['Notes are left out.', 'Examples are left out.']))
    expect(receipt.gaps).toContain('61 features not listed: their status was left out.')
  })

  it('works without an analysis, and says that facts are missing', async () => {
    const features = featuresOf(64).map(({ feature, label }): ExportFeature => ({ feature, label }))
    const { folder, receipt } = await exported({ features })
    expect(readdirSync(folder)).not.toContain('sparsity.safetensors')
    expect(receipt.gaps).toContain('The run was not analyzed: no densities and no examples.')
    await expect(verifyExport(folder)).resolves.toMatchObject({ labelsEqual: true })
  })

  it('takes features that come one by one', async () => {
    async function* later(): AsyncGenerator<ExportFeature> {
      for (const feature of featuresOf(64)) yield feature
    }
    const { receipt } = await exported({ features: later() })
    expect(receipt.labels.total).toBe(64)
  })

  it('measures how far the training backend is from the written weights', async () => {
    const encoder = referenceEncoder(dictionary)
    const coarse = {
      encode: (batch: Parameters<typeof encoder.encode>[0]) => {
        const rows = encoder.encode(batch)
        return { ...rows, values: rows.values.map((value) => value * (1 + 1e-5)) }
      },
      reconstruct: encoder.reconstruct
    }
    const { receipt } = await exported({ check: { rows: randomBatch(99, 24, 16), encoder: coarse } })
    expect(receipt.verified.maxDifferenceActs).toBeGreaterThan(1e-5)
    expect(receipt.verified.maxDifferenceActs).toBeLessThan(1e-3)
    expect(receipt.verified.maxDifferenceRecon).toBe(0)
  })
})

describe('an export that can not be made leaves nothing behind', () => {
  async function refused(more: Partial<ExportMaterial>, code: string): Promise<void> {
    const parent = temporaryFolder()
    await expect(exportDictionary(materialFor(join(parent, 'new/out'), dictionary, more))).rejects.toMatchObject({ code })
    expect(readdirSync(parent)).toEqual([])
  }

  it('when its weights are not finite', async () => {
    const broken = randomDictionary({ seed: 21, dIn: 16, dSae: 64, k: 5 })
    broken.tensors.W_dec.data[17] = Number.POSITIVE_INFINITY
    await refused({ dictionary: broken }, 'not-finite')
  })

  it('when the weights do not give what Loupe has', async () => {
    const other = referenceEncoder(randomDictionary({ seed: 22, dIn: 16, dSae: 64, k: 5 }))
    await refused({ check: { rows: randomBatch(99, 24, 16), encoder: other } }, 'internal')
  })

  it.each([
    ['sae_weights.safetensors', 'the weights'],
    ['labels.jsonl', 'the labels'],
    ['features.csv', 'the labels'],
    ['README.md', 'the bytes of README.md'],
    ['sparsity.safetensors', 'the bytes of sparsity.safetensors']
  ])('when the disk gives back another bit than was written to %s', async (name, what) => {
    const parent = temporaryFolder()
    const onProgress: ExportMaterial['onProgress'] = ({ unit }) => {
      if (unit === 'checks') flipBit(join(parent, readdirSync(parent)[0], name))
    }
    const made = exportDictionary(materialFor(join(parent, 'out'), dictionary, { onProgress }))
    await expect(made).rejects.toMatchObject({ code: 'internal', message: expect.stringContaining(`${what} are not the same`) })
    expect(readdirSync(parent)).toEqual([])
  })

  it('when a feature is missing, double, or the source of features fails', async () => {
    await refused({ features: featuresOf(63) }, 'internal')
    await refused({ features: [...featuresOf(64), { feature: 64, label: pending }] }, 'internal')
    await refused({ features: featuresOf(64).reverse() }, 'internal')
    async function* failing(): AsyncGenerator<ExportFeature> {
      yield featuresOf(1)[0]
      throw new Error('the store went away')
    }
    await refused({ features: failing() }, 'internal')
  })

  it('when it is cancelled', async () => {
    const controller = new AbortController()
    await refused({ signal: controller.signal, onProgress: () => controller.abort() }, 'cancelled')
  })

  it('when something is there: a file, or a folder with content, which stay as they are', async () => {
    const parent = temporaryFolder()
    writeFileSync(join(parent, 'file'), 'mine')
    mkdirSync(join(parent, 'full'))
    writeFileSync(join(parent, 'full/thing'), 'mine')
    for (const name of ['file', 'full']) {
      await expect(exportDictionary(materialFor(join(parent, name), dictionary))).rejects.toMatchObject({
        code: 'exists',
        message: expect.stringContaining(join(parent, name))
      })
    }
    expect(readdirSync(parent).sort()).toEqual(['file', 'full'])
    expect(readFileSync(join(parent, 'full/thing'), 'utf8')).toBe('mine')
  })

  it('when something appears at its place while it is written', async () => {
    const parent = temporaryFolder()
    const folder = join(parent, 'out')
    const onProgress = (): void => void mkdirSync(join(folder, 'other'), { recursive: true })
    await expect(exportDictionary(materialFor(folder, dictionary, { onProgress }))).rejects.toMatchObject({ code: 'exists' })
    expect(readdirSync(parent)).toEqual(['out'])
    expect(readdirSync(folder)).toEqual(['other'])
  })

  it('when a part of the path is a file', async () => {
    const parent = temporaryFolder()
    writeFileSync(join(parent, 'file'), '')
    await expect(exportDictionary(materialFor(join(parent, 'file/out'), dictionary))).rejects.toMatchObject({ code: 'malformed' })
  })

  it.skipIf(!hasReadOnlyPlaces)('when the folder is read-only', async () => {
    const place = readOnlyPlace()
    await expect(exportDictionary(materialFor(join(place, 'out'), dictionary))).rejects.toMatchObject({
      code: 'unwritable',
      message: expect.stringContaining(place),
      hint: expect.stringContaining('another folder')
    })
    expect(existsSync(join(place, 'out'))).toBe(false)
  })

  it.skipIf(!canMountSmallDisk())('when the disk is full', async () => {
    const disk = temporaryFolder()
    execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=64k', 'loupe-test', disk])
    try {
      const large = randomDictionary({ seed: 3, dIn: 64, dSae: 256, k: 4 })
      await expect(exportDictionary(materialFor(join(disk, 'out'), large))).rejects.toMatchObject({
        code: 'disk-full',
        message: expect.stringContaining(disk)
      })
      expect(readdirSync(disk)).toEqual([])
    } finally {
      execFileSync('/bin/umount', [disk])
    }
  })
})

/** The lowest bit of a weight near the end of the file, or of a letter of the first label. */
function flipBit(path: string): void {
  const bytes = readFileSync(path)
  const letter = bytes.indexOf('they / their')
  bytes[letter >= 0 && !path.endsWith('.safetensors') ? letter : bytes.length - 4] ^= 1
  writeFileSync(path, bytes)
}

/** A folder nobody may write to. */
function readOnlyPlace(): string {
  if (isRoot) return kernelFolder
  const folder = temporaryFolder()
  chmodSync(folder, 0o555)
  return folder
}

function canMountSmallDisk(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const folder = mkdtempSync(join(tmpdir(), 'loupe-mount-'))
  try {
    execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=64k', 'loupe-test', folder], { stdio: 'ignore' })
    execFileSync('/bin/umount', [folder])
    return true
  } catch {
    return false
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe('the check of an export', () => {
  it('can be repeated from its folder alone', async () => {
    const { folder } = await exported()
    await expect(verifyExport(folder)).resolves.toMatchObject({
      rows: 24,
      maxDifferenceActs: 0,
      maxDifferenceRecon: 0,
      labelsEqual: true
    })
  })

  it('finds any changed, longer, shorter or missing file and names it', async () => {
    const { folder } = await exported()
    for (const name of names) {
      const path = join(folder, name)
      const bytes = readFileSync(path)
      const flipped = Buffer.from(bytes)
      flipped[flipped.length - 3] ^= 1
      for (const damaged of [flipped, Buffer.concat([bytes, Buffer.of(10)]), bytes.subarray(0, -1)]) {
        writeFileSync(path, damaged)
        const code = name === 'receipt.json' ? expect.stringMatching('changed|malformed') : 'changed'
        await expect(verifyExport(folder)).rejects.toMatchObject({ code, place: path })
      }
      rmSync(path)
      await expect(verifyExport(folder)).rejects.toMatchObject({ code: 'not-found', place: path })
      writeFileSync(path, bytes)
    }
    await expect(verifyExport(folder)).resolves.toMatchObject({ labelsEqual: true })
  })

  it('refuses a folder without a receipt, with a broken one, or with one that points elsewhere', async () => {
    const { folder } = await exported()
    const path = join(folder, 'receipt.json')
    const receipt = JSON.parse(readFileSync(path, 'utf8'))
    for (const name of ['../secret', '/etc/passwd', 'a/../b', 'a/./b', '..', 'a\\b']) {
      writeFileSync(path, JSON.stringify({ ...receipt, files: [{ ...receipt.files[0], name }] }))
      await expect(verifyExport(folder)).rejects.toMatchObject({ code: 'malformed', place: path })
    }
    writeFileSync(path, '{')
    await expect(verifyExport(folder)).rejects.toMatchObject({ code: 'malformed' })
    rmSync(path)
    await expect(verifyExport(folder)).rejects.toMatchObject({ code: 'not-found' })
  })
})
