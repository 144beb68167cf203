/** What an export would write: which files, about how large, what will be missing. Pure reading; nothing of it is a promise. */
import { join } from 'node:path'
import type { Checked } from '../../../contract/calls/index'
import type { ExportAs, ExportPlan } from '../../../contract/records/export'
import type { Label } from '../../../contract/records/label'
import type { Run } from '../../../contract/records/run'
import { type ExportShape, ofAnnotator, plannedFiles, refusalOf } from '../../interchange/index'
import type { ProjectStore } from '../../store/project-store'
import { labelsOf, matchingFeatures, type Whose } from './exported-labels'
import { chosenCheckpoint } from './result-checkpoint'

const needAnalysis: ExportAs[] = ['neuronpedia', 'saedashboard', 'delphi', 'activations']

export async function planOf(store: ProjectStore, wish: Checked<'exports.plan'>, whose?: Whose): Promise<ExportPlan> {
  const run = store.runs.get(wish.run)
  const { step } = chosenCheckpoint(store, run, wish.step)
  const isAnalyzed = store.features.analysis(run.id) !== undefined
  const labels = listedLabels(store, run, wish, whose)
  const listed = labels.map(({ feature }) => feature)
  const dictionary = join(store.layout.checkpointFolder(run.id, step), 'dictionary.safetensors')
  const shape: ExportShape = {
    ...wish,
    isAnalyzed,
    features: listed.length,
    entries: isAnalyzed ? entriesOf(store, run.id, listed) : 0,
    rows: store.datasets.get(run.dataset).rows,
    withText: labels.filter(({ label }) => label !== '').length
  }
  const refused =
    needAnalysis.includes(wish.as) && !isAnalyzed ? `${run.name} is not analyzed.` : await refusalOf(dictionary, wish)
  const files = await plannedFiles(dictionary, shape)
  return {
    features: listed.length,
    total: run.config.dSae,
    files,
    ...(refused ? { refused } : {}),
    gaps: gapsOf(wish, isAnalyzed, whose)
  }
}

/** By feature. */
function listedLabels(store: ProjectStore, run: Run, { scope }: Checked<'exports.plan'>, whose: Whose): Label[] {
  const matching = matchingFeatures(store, run, whose, scope.filter)
  return labelsOf(store, run, whose).filter(
    ({ feature, status }) => (matching?.has(feature) ?? true) && scope.statuses.includes(status)
  )
}

function entriesOf(store: ProjectStore, run: string, listed: number[]): number {
  const { activeRows } = store.features.columns(run)
  return listed.reduce((sum, feature) => sum + activeRows[feature], 0)
}

function gapsOf({ as, names, scope }: Checked<'exports.plan'>, isAnalyzed: boolean, whose: Whose): string[] {
  const gaps: string[] = []
  if (whose !== undefined) gaps.push(ofAnnotator(whose))
  if (!isAnalyzed) gaps.push('The run is not analyzed: no densities and no examples.')
  if (as === 'labeled' && !names.license) gaps.push('No license is stated.')
  if (!names.model || !names.hook) gaps.push('Model and place of the activations are not named.')
  if (!scope.notes) gaps.push('Notes are left out.')
  if (!scope.examples) gaps.push('Examples are left out.')
  return gaps
}
