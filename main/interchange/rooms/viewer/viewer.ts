/** The one-file viewer: a page with the features of the scope that opens from disk, offline, in any browser. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ViewerData } from '../../../../contract/records/viewer'
import { createLabelCounts } from '../../export/label-counts'
import { listedFeatures } from '../../export/listed-features'
import type { ExportMaterial } from '../../export/material'
import { notTheSame } from '../../export/read-back'
import { writtenFile } from '../../export/written-file'
import { createFileWriter } from '../../files/file-writer'
import { ContentSum } from '../content-sum'
import { parsedAs } from '../json-batches'
import { provenContent, type Room } from '../room'
import { dataIn, inScript, pageParts } from './page'
import { patternsOf } from './patterns'
import { viewerFeature } from './records'

export const viewerFile = 'viewer.html'

/** A page above it opens slowly in some browsers. */
const largePage = 64 * 1024 * 1024

export const viewerRoom: Room = {
  as: 'viewer',
  async write(folder, material, files) {
    const { rows, activations, scope, signal } = material
    const patterns = rows && activations ? await patternsOf(rows, signal) : undefined
    const counts = createLabelCounts()
    const sum = new ContentSum()
    const { start, end } = pageParts(material.origin.run.name, headOf(material, patterns?.columns ?? []))
    const file = await createFileWriter(join(folder, viewerFile))
    try {
      await file.write(start)
      for await (const feature of listedFeatures(material, counts)) {
        const hasMeans = patterns && activations && patterns.columns.length > 0
        const means = hasMeans ? patterns.meansOf(await activations.postings(feature.feature)) : undefined
        const own = viewerFeature(feature, scope, means)
        await file.write(`${sum.count > 0 ? ',\n' : '\n'}${inScript(JSON.stringify(own))}`)
        sum.add(own)
      }
      await file.write(end)
      const facts = await file.finish()
      files.push(writtenFile(viewerFile, facts, 'a page to open in a browser'))
      const expected = sum.digest()
      const prove = async () => {
        const found = await contentOf(folder)
        if (found.sum !== expected) throw notTheSame('the features')
        return provenContent(found.features)
      }
      const gaps = ['Numbers are rounded to four digits.']
      if (facts.sizeBytes > largePage) gaps.push('The page is large: choose fewer features where browsers open it slowly.')
      return { counts, gaps, prove }
    } finally {
      await file.abandon()
    }
  },
  async verify(folder) {
    return provenContent((await contentOf(folder)).features)
  }
}

function headOf({ origin, dictionary }: ExportMaterial, columns: ViewerData['columns']): Omit<ViewerData, 'features'> {
  const { run, names, data, validation, config, loupeVersion, createdAt } = origin
  const percent = (value: number | undefined) => (value === undefined ? 'not measured' : String(Number(value.toPrecision(4))))
  const about: [string, string][] = [
    ['run', `${run.name}, step ${run.step.toLocaleString('en-US')}`],
    ['dictionary', `${config.architecture}, ${dictionary.dSae.toLocaleString('en-US')} features of ${dictionary.dIn} dimensions`],
    ['model', names.model ?? 'not recorded'],
    ['place', names.hook ?? 'not recorded'],
    ['data', `${data.name}, ${data.rows.toLocaleString('en-US')} rows`],
    ['fingerprint of the data', data.fingerprint],
    ['L0', percent(validation.l0)],
    ['FVU', percent(validation.fvu)],
    ['license', names.license ?? 'not stated'],
    ['written', `${new Date(createdAt).toISOString()} by Loupe ${loupeVersion}`]
  ]
  return { schema: 'loupe.viewer', version: 1, title: run.name, about, total: dictionary.dSae, columns }
}

async function contentOf(folder: string): Promise<{ sum: string; features: number }> {
  const path = join(folder, viewerFile)
  const { features } = parsedAs(ViewerData, dataIn(await readFile(path, 'utf8')) ?? '', path)
  const sum = new ContentSum()
  for (const feature of features) sum.add(feature)
  return { sum: sum.digest(), features: features.length }
}
