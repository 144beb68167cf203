/**
 * The job process that trains several runs on one stream of batches: each batch is read once for all of them.
 * What becomes of one of them is no matter of the others.
 */
import { errorRecordFrom } from '../../../../contract/wire/errors'
import { type JobSide, serveJob, throttled } from '../job-side'
import type { TogetherSpec, TrainSpec } from '../protocol/training'
import { keepFeatures } from './kept-features'
import { OneTraining, type TrainingSide } from './one-training'
import { type OpenData, openData } from './open-data'
import { SharedBatches } from './shared-batches'
import { measuredInputs, shuffleOptions } from './training-data'

serveJob<'together'>(async ({ members }, side) => {
  const trainings = new Map(members.map((spec) => [spec.run, new OneTraining(spec, sideOf(side, spec))]))
  side.onWish((wish, run) => {
    const wanted = run === undefined ? [...trainings.values()] : [trainings.get(run)]
    for (const training of wanted) training?.wish(wish)
  })
  for (const spec of members) await keepFeatures(spec)
  const data = await openData(members[0].data, side.signal)
  try {
    await measureOnce(data, members, side)
    const [first] = members
    const shared = new SharedBatches([...trainings.keys()], () =>
      data.shuffled(shuffleOptions(first.config, first.resumeFrom?.step ?? 0))
    )
    await Promise.all([...trainings].map(([run, training]) => follow(run, training, dataFor(run, data, shared), side)))
    return { members: members.length }
  } finally {
    await data.close()
  }
})

/** A member tells what it has to tell under its name; numbers of the process are the member's own. */
function sideOf(side: JobSide<'together'>, { run }: TrainSpec): TrainingSide {
  return {
    signal: side.signal,
    progress: throttled((progress) => void side.record({ about: 'progress', run, progress })),
    record: (news) => side.record({ about: 'news', run, news })
  }
}

/** The first would measure the data for all, but they begin at the same time. */
async function measureOnce(data: OpenData, members: TogetherSpec['members'], side: JobSide<'together'>): Promise<void> {
  const fresh = members.filter(({ resumeFrom }) => !resumeFrom)
  if (fresh.length === 0) return
  const withCovariance = fresh.some(({ config }) => config.normalization === 'whitening')
  const onProgress = (progress: Parameters<TrainingSide['progress']>[0]) => {
    for (const { run } of fresh) void side.record({ about: 'progress', run, progress })
  }
  const isWanted = () => !side.signal.aborted
  await measuredInputs(data, members[0].data, { onProgress: throttled(onProgress), isWanted, withCovariance })
}

/** The data of all, whose training batches come when every member has asked for them; closing it only leaves the others alone. */
function dataFor(run: string, data: OpenData, shared: SharedBatches): OpenData {
  return { ...data, shuffled: () => shared.batches(run), close: async () => shared.leave(run) }
}

async function follow(run: string, training: OneTraining, data: OpenData, side: JobSide<'together'>): Promise<void> {
  try {
    const result = await training.run(async () => data)
    await side.record({ about: 'ended', run, result })
  } catch (thrown) {
    const error = errorRecordFrom(thrown)
    if (error.code === 'internal') console.error(thrown)
    await side.record({ about: 'failed', run, error })
  }
}
