/** A sink whose checkpoints are followed by what the pinned features fire on. What goes wrong there is a warning, never the run's end. */
import { join } from 'node:path'
import { errorRecordFrom } from '../../../../contract/wire/errors'
import type { TrainingSink } from '../../../training/index'
import type { TrainSpec } from '../protocol/training'
import type { TrainingSide } from './one-training'
import type { OpenData } from './open-data'
import { PinMeasurer } from './pin-measurer'

export interface PinnedRun {
  spec: Pick<TrainSpec, 'checkpointsFolder'>
  side: TrainingSide
  data: OpenData
  /** Features that are pinned now. */
  pins: () => readonly number[]
}

export function withPins(sink: TrainingSink, { spec, side, data, pins }: PinnedRun): TrainingSink {
  const measurer = new PinMeasurer(data)
  let isWarned = false
  return {
    points: (points) => sink.points(points),
    density: (histogram) => sink.density(histogram),
    mark: (mark) => sink.mark(mark),
    warning: (warning) => sink.warning(warning),
    keepBatch: (step, batch) => sink.keepBatch(step, batch),
    async checkpoint(state, reason) {
      await sink.checkpoint(state, reason)
      const { step } = state
      const features = pins()
      if (features.length === 0) return
      try {
        const measures = await measurer.measure(join(spec.checkpointsFolder, String(step)), features, side.signal)
        void side.record({ about: 'pins', step, measures })
      } catch (thrown) {
        const { code, message } = errorRecordFrom(thrown)
        if (code === 'cancelled' || isWarned) return
        isWarned = true
        sink.warning({ step, title: 'Pinned features were not measured', detail: `The run goes on. ${message}` })
      }
    }
  }
}
