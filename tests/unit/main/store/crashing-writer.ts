/**
 * A process that opens a project, writes everything it can into it, and says after each round what it wrote.
 * It runs until it is killed. Started by crash.test.ts with the folder and a run as arguments.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeCheckpointFolder } from '../../../../main/store/files/checkpoint-folder'
import { openProject } from '../../../../main/store/index'
import { featureBlock, point } from './records'

const [folder, run] = process.argv.slice(2)

async function writeUntilKilled(): Promise<void> {
  const store = await openProject(folder)
  store.runs.update(run, { state: 'running' })
  console.log('opened')
  const first = store.metrics.latest(run, 'train')?.step ?? 0
  for (let step = first + 1; ; step += 1) {
    store.labels.edit(run, step % 64, { label: `label ${step}`, notes: `note ${step} `.repeat(50), tags: [`tag${step % 5}`] })
    store.metrics.append(run, [point(step)])
    store.together(() => {
      store.densities.append(run, { step, counts: new Array(50).fill(step), dead: 0 })
      store.runs.update(run, { step })
    })
    const writer = store.features.beginAnalysis(run, { step, features: 64, rows: 10 })
    writer.append(featureBlock(0, 32))
    writer.append(featureBlock(32, 32))
    writer.complete()
    const checkpoints = store.layout.checkpointsFolder(run)
    await writeCheckpointFolder(checkpoints, step, (inside) => writeFileSync(join(inside, 'state'), `${step}`.padEnd(10_000)))
    store.checkpoints.record({ run, step, reason: 'regular' })
    if (step > first + 3) store.checkpoints.remove(run, step - 3)
    console.log(step)
  }
}

writeUntilKilled()
