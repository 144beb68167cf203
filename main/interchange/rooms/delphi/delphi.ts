/** delphi's latents cache of one hook: activations of the listed features by sequence and position, f16, in splits of latents. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Postings } from '../../../../contract/records/arrays'
import type { Receipt, WrittenFile } from '../../../../contract/records/export'
import { f16FromF32, f32FromF16 } from '../../../maths/half-floats'
import { createLabelCounts } from '../../export/label-counts'
import { listedFeatures } from '../../export/listed-features'
import type { ExportMaterial } from '../../export/material'
import { notTheSame } from '../../export/read-back'
import { writtenFile } from '../../export/written-file'
import { writeFileWhole } from '../../files/file-writer'
import { analysisOf } from '../needs-analysis'
import { type Proven, provenContent, type Room } from '../room'
import { type Sequences, sequencesOf, tokensOf } from './sequences'
import { least, readSplit, type Split, splitName, splitsOf, writeSplit } from './split-file'

/** Activations of a split, on average at most. */
const entriesOfSplit = 4_000_000
/** Rows that are compared one by one when read back. */
const comparedRows = 2_000

export const delphiRoom: Room = {
  as: 'delphi',
  check: analysisOf,
  async write(folder, material, files) {
    const { activations, rows } = analysisOf(material)
    const { dictionary, origin } = material
    const hook = folderName(origin.names.hook ?? origin.run.name)
    await mkdir(join(folder, hook))
    const sequences = await sequencesOf(rows)
    const known = rows.hasTokens ? await tokensOf(rows, sequences) : undefined
    const counts = createLabelCounts()
    const features = listedFeatures(material, counts)
    const listed = new Set<number>()
    let next = await features.next()
    const splits = splitsOf(
      dictionary.dSae,
      Math.min(dictionary.dSae, Math.max(1, Math.ceil(activations.entries / entriesOfSplit)))
    )
    for (const split of splits) {
      const postings: (Postings | undefined)[] = new Array(split.end - split.start + 1).fill(undefined)
      for (; !next.done && next.value.feature <= split.end; next = await features.next()) {
        const { feature } = next.value
        listed.add(feature)
        postings[feature - split.start] = await activations.postings(feature)
      }
      const facts = await writeSplit(join(folder, hook), { split, postings, sequences, tokens: known?.tokens })
      files.push(writtenFile(`${hook}/${splitName(split)}`, facts, `latents ${split.start} to ${split.end}`))
    }
    const settings = {
      'config.json': configOf(material, sequences, splits.length),
      ...(known ? { 'vocabulary.json': known.vocabulary } : {})
    }
    for (const [name, content] of Object.entries(settings)) {
      const facts = await writeFileWhole(join(folder, hook, name), [`${JSON.stringify(content)}\n`])
      files.push(writtenFile(`${hook}/${name}`, facts, name === 'config.json' ? 'configuration' : 'tokens by their number'))
    }
    const prove = () => proveRows(join(folder, hook), material, { splits, sequences, listed })
    return { counts, gaps: gapsOf(known !== undefined), prove }
  },
  async verify(folder, receipt) {
    let entries = 0
    for (const { path, split } of splitFiles(folder, receipt.files)) entries += (await readSplit(path, split, 1)).entries
    return provenContent(entries)
  }
}

/** One folder of this name is made. */
function folderName(name: string): string {
  const plain = name.replace(/[^\w.-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '')
  return plain === '' ? 'hook' : plain
}

function configOf({ origin, dictionary }: ExportMaterial, { context }: Sequences, splits: number) {
  return {
    dataset_repo: origin.data.name,
    dataset_split: '',
    dataset_name: '',
    dataset_column: 'text',
    batch_size: 32,
    cache_ctx_len: context,
    ctx_len: context,
    n_tokens: origin.data.rows,
    n_splits: splits,
    model_name: origin.names.model ?? '',
    width: dictionary.dSae
  }
}

function gapsOf(hasTokens: boolean): string[] {
  const texts = hasTokens
    ? 'Tokens are numbers of vocabulary.json, not of the model’s tokenizer, which Loupe does not know.'
    : 'The data has no tokens: the files have none either.'
  return ['Activations are rounded to f16, and those up to 1e-5 are left out, as delphi does.', texts]
}

/** Rows as they were read back against rows of the analysis, which the files were not written from (they come by feature). */
async function proveRows(
  folder: string,
  material: ExportMaterial,
  { splits, sequences, listed }: { splits: Split[]; sequences: Sequences; listed: Set<number> }
): Promise<Proven> {
  const { activations, rows } = analysisOf(material)
  const step = Math.max(1, Math.ceil(rows.rows / comparedRows))
  let compared = 0
  for (const split of splits) {
    const { byPlace } = await readSplit(join(folder, splitName(split)), split, sequences.context)
    for (let row = 0; row < rows.rows; row += step) {
      material.signal.throwIfAborted()
      const { features, values } = await activations.row(row)
      const meant = Array.from(features, (latent, at) => ({ latent, value: values[at] })).filter(
        ({ latent, value }) => latent >= split.start && latent <= split.end && listed.has(latent) && Math.abs(value) > least
      )
      const halves = f32FromF16(f16FromF32(Float32Array.from(meant, ({ value }) => value)))
      const found = byPlace.get(sequences.places[row]) ?? []
      const same =
        found.length === meant.length &&
        found.every(({ latent, value }, at) => latent === meant[at].latent && value === halves[at])
      if (!same) throw notTheSame('the activations')
    }
    compared = Math.ceil(rows.rows / step)
  }
  return provenContent(compared)
}

function splitFiles(folder: string, files: Pick<WrittenFile, 'name'>[] | Receipt['files']): { path: string; split: Split }[] {
  return files.flatMap(({ name }) => {
    const found = /(\d+)_(\d+)\.safetensors$/.exec(name)
    return found ? [{ path: join(folder, name), split: { start: Number(found[1]), end: Number(found[2]) } }] : []
  })
}
