/** The job process that measures pinned features at checkpoints on the disk. */
import { serveJob } from '../job-side'
import { openData } from './open-data'
import { PinMeasurer } from './pin-measurer'

serveJob<'pins'>(async ({ data: place, checkpoints }, side) => {
  const data = await openData(place, side.signal)
  try {
    const measurer = new PinMeasurer(data)
    for (const [done, { step, folder, features }] of checkpoints.entries()) {
      side.progress({ done, total: checkpoints.length, unit: 'checkpoints', note: `Step ${step}` })
      await side.record({ step, measures: await measurer.measure(folder, features, side.signal) })
    }
    side.progress({ done: checkpoints.length, total: checkpoints.length, unit: 'checkpoints' })
    return { checkpoints: checkpoints.length }
  } finally {
    await data.close()
  }
})
