/** The job process that trains one run. */
import { serveJob } from '../job-side'
import { keepFeatures } from './kept-features'
import { OneTraining } from './one-training'
import { openData } from './open-data'

serveJob<'train'>((spec, side) => {
  const training = new OneTraining(spec, side)
  side.onWish((wish) => training.wish(wish))
  return training.run(async () => {
    await keepFeatures(spec)
    return openData(spec.data, side.signal)
  })
})
