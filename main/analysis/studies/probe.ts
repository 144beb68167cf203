/** Sparse probes: which few features tell a category from the rest, fitted on one part of the rows and scored on the other. */
import type { CategoryProbes, Probe } from '../../../contract/records/studies/probe'
import { LoupeError } from '../../../contract/wire/errors'
import { breathe } from '../passes/breathe'
import { columnTotals } from './columns/column-totals'
import type { CategoryColumn, StudyIndex, StudySide, StudyWork } from './material'
import { probeCandidates } from './probe/candidates'
import { type Candidate, candidateOf, fitted, type Grown, grown, inputsOf } from './probe/grow'
import { areaUnderCurve, bestCut, cutScores, ranked } from './probe/ranked'
import { sparseDesign } from './probe/sparse-design'
import { type Target, targetOf } from './probe/target'
import { type Units, unitsOf } from './units'

/** Throws not-found for a column or category that there is not, unsupported for a column without categories. */
export const answerProbe: StudyWork<'probe'> = async (question, material, side) => {
  const [index, rows] = [await material.index(), await material.rows()]
  const units = await unitsOf(rows, question)
  const column = units.column(await rows.categories(question.column))
  const wanted = wantedCategories(question.column, column, question.category)
  const totals = columnTotals(column, units.parts)
  const found = await probeCandidates(index, { column, totals, units }, side)
  const categories: CategoryProbes[] = []
  for (const [done, category] of wanted.entries()) {
    side.progress({ done, total: wanted.length, unit: 'categories', note: 'Growing probes' })
    const { best, features } = found[category]
    const target = targetOf(column, units.parts, category)
    const candidates = await opened(index, features, { units, side })
    const first = candidates.find(({ feature }) => feature === best)
    categories.push({
      category: column.categories[category],
      count: target.counts.train.positives + target.counts.heldOut.positives,
      heldOutCount: target.counts.heldOut.positives,
      probes: first ? await probesFrom(first, candidates, { target, most: question.most, side }) : []
    })
  }
  return { answer: { kind: 'probe', column: question.column, heldOut: units.record, categories }, arrays: { parts: units.array } }
}

async function opened(
  index: StudyIndex,
  features: number[],
  { units, side }: { units: Units; side: StudySide }
): Promise<Candidate[]> {
  await breathe(side.signal)
  return Promise.all(features.map(async (feature) => candidateOf(feature, units.pooled(await index.postings(feature)))))
}

async function probesFrom(
  first: Candidate,
  candidates: Candidate[],
  { target, most, side }: { target: Target; most: number; side: StudySide }
): Promise<Probe[]> {
  const probes: Probe[] = []
  for (let probe: Grown | undefined = fitted([first], target); probe; ) {
    await breathe(side.signal)
    probes.push(scored(probe, target))
    probe = probes.length < most ? grown(probe, candidates, target) : undefined
  }
  return probes
}

/** Weights and bias in units of the activations. */
function scored({ taken, design, fit }: Grown, target: Target): Probe {
  const { cut, f1: trainF1 } = bestCut(ranked(design, fit))
  const { features, scales } = inputsOf(taken)
  const heldOut = ranked(sparseDesign(features, scales, target, 'heldOut'), fit)
  return {
    ...cutScores(heldOut, cut),
    features: taken.map(({ feature, scale }, i) => ({ feature, weight: fit.weights[i] / scale })),
    bias: fit.bias - cut,
    auroc: areaUnderCurve(heldOut),
    trainF1
  }
}

function wantedCategories(column: string, { categories }: CategoryColumn, wanted: string | undefined): number[] {
  if (wanted === undefined) return [...categories.keys()]
  const found = categories.indexOf(wanted)
  if (found >= 0) return [found]
  throw new LoupeError('not-found', `The column “${column}” has no category “${wanted}”`, {
    hint: `It has: ${categories.slice(0, 20).join(', ')}${categories.length > 20 ? ' …' : ''}.`,
    place: wanted
  })
}
