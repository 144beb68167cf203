/**
 * The job process that asks a language model: for drafts of labels, or for the list of its models. No other process of Loupe opens a
 * connection to a server; the key comes with the start message and is kept in memory.
 */
import { openRowIndex } from '../../../datasets/index'
import { draftFeatures, listModels } from '../../../drafting/index'
import { openActivationIndex } from '../../../store/files/activation-index/reader'
import { draftSources, featureMaterial } from '../../drafts/feature-material'
import { type JobSide, serveJob } from '../job-side'
import type { DraftSpec } from '../protocol/draft'

type Drafted = Extract<DraftSpec, { task: 'draft' }>

serveJob<'draft'>(async (spec, side) => {
  if (spec.task === 'draft') return { task: 'draft', ...(await draft(spec, side)) }
  return { task: 'models', models: await listModels(spec.server, spec.key, side.signal) }
})

async function draft(spec: Drafted, side: JobSide<'draft'>): Promise<{ stopped?: 'requests' | 'tokens' }> {
  const index = await openRowIndex(spec.data.indexFolder)
  const activations = await openActivationIndex(spec.analysisFolder)
  const rowsOf = new Map(spec.features.map(({ rows }) => [rows.feature, rows]))
  let done = spec.done
  try {
    const sources = await draftSources(index, activations)
    const stopped = await draftFeatures({
      order: spec.order,
      key: spec.key,
      used: spec.used,
      features: spec.features.map(({ rows, text }) => ({ feature: rows.feature, text })),
      materialOf: (feature) => featureMaterial(rowsOf.get(feature)!, spec.order.evidence, sources),
      tell: {
        asked: () => side.record({ about: 'asked' }),
        used: (use) => side.record({ about: 'used', use }),
        explained: (feature, text) => side.record({ about: 'explained', feature, text }),
        async finished(drafted) {
          await side.record({ about: 'finished', drafted })
          done += 1
          side.progress({ done, total: spec.done + spec.features.length, unit: 'features' })
        }
      },
      signal: side.signal
    })
    return stopped ? { stopped } : {}
  } finally {
    await index.close()
    await activations.close()
  }
}
