/** `loupe runs --pin`, `--unpin`, `--pins`: features of a run that are followed over its checkpoints. */
import type { Command } from 'commander'
import type { PinnedEvidence, PinnedFeature } from '../../../contract/records/pin'
import type { Project } from '../../../contract/records/project'
import type { Run } from '../../../contract/records/run'
import { exampleLine } from '../feature-text'
import { findRun, openProject, readProject } from '../find'
import { finishedJob } from '../finished-job'
import { count, percent, short, table } from '../numbers'
import type { Session } from '../session'
import { numbersOfRun, wholeNumber } from './options'

interface RunFeatures {
  run: string
  numbers: number[]
}

export interface PinOptions {
  pin?: RunFeatures
  unpin?: RunFeatures
  pins?: string
  step?: number
}

/** Tokens to either side of an example. */
const context = 8

export function addPinOptions(command: Command): void {
  command
    .option('--pin <run=features>', 'pin features of a run, and measure them at its checkpoints: RUN=1,2,3', numbersOfRun)
    .option('--unpin <run=features>', 'take pins away; what was measured is kept', numbersOfRun)
    .option('--pins <run>', 'what the pinned features of a run fire on')
    .option('--step <n>', 'with --pins: at the checkpoint nearest to this step; the latest when left out', wholeNumber)
}

export function isAboutPins({ pin, unpin, pins }: PinOptions): boolean {
  return [pin, unpin, pins].some((given) => given !== undefined)
}

export async function pinFeatures(session: Session, folder: string, { pin, unpin, pins, step }: PinOptions): Promise<undefined> {
  const { client } = session
  const project = await (pin || unpin ? openProject : readProject)(session, folder)
  const find = (wanted: string) => findRun(session, project, wanted, () => true, 'there')
  if (unpin) {
    const run = await find(unpin.run)
    await client.call('pins.remove', { project: project.id, run: run.id, features: unpin.numbers })
    if (!pin && pins === undefined) return show(session, project, run, step)
  }
  if (pin) {
    const run = await find(pin.run)
    await client.call('pins.add', { project: project.id, run: run.id, features: [...new Set(pin.numbers)] })
    await measured(session, project, run)
    if (pins === undefined) return show(session, project, run, step)
  }
  return pins === undefined ? undefined : show(session, project, await find(pins), step)
}

const words = {
  doing: 'Measuring pinned features',
  what: 'Measuring pinned features',
  hint: 'They are pinned; what was measured is kept.'
}

async function measured(session: Session, project: Project, run: Run): Promise<void> {
  await finishedJob(session, project.id, words, () => session.client.call('pins.measure', { project: project.id, run: run.id }))
}

async function show({ client, out }: Session, project: Project, { id, name }: Run, near?: number): Promise<undefined> {
  const of = { project: project.id, run: id }
  const { pins, missing } = await client.call('pins.list', of)
  const step = nearestStep(pins, near)
  const found = step === undefined ? [] : await client.call('pins.examples', { ...of, step, context })
  const record = { run: id, name, ...(step === undefined ? {} : { step }), pins, examples: found, missing }
  out.result(record, pins.length === 0 ? [`${name} has no pinned features.`] : lines(pins, found, step))
  return undefined
}

/** Of the steps at which something was measured, the nearest to `near`, the later of two. */
function nearestStep(pins: readonly PinnedFeature[], near = Number.MAX_SAFE_INTEGER): number | undefined {
  const steps = [...new Set(pins.flatMap(({ moments }) => moments.map(({ step }) => step)))]
  return steps.sort((a, b) => Math.abs(a - near) - Math.abs(b - near) || b - a)[0]
}

function lines(pins: readonly PinnedFeature[], found: readonly PinnedEvidence[], step: number | undefined): string[] {
  const rows = pins.map(({ feature, label, moments }) => {
    const now = moments.find((moment) => moment.step === step)
    const values = [now ? percent(now.density) : '–', short(now?.max), String(moments.length)]
    return [String(feature), ...values, label || '–']
  })
  const examples = found.flatMap(({ feature, examples: all }) => ['', `feature ${feature}`, ...all.map(exampleLine)])
  const where =
    step === undefined ? 'Not measured yet: no checkpoint is on the disk.' : `At the checkpoint of step ${count(step)}:`
  return [where, ...table(['feature', 'density', 'max', 'checkpoints', 'label'], rows), ...examples]
}
