/** The architectures with f = ReLU(pre) and a penalty: what tests of their common paths go through. */
import type { Definition, StepSettings } from '../../../../../main/dictionaries/architectures/architecture'
import { klDefinition, klPenalty } from '../../../../../main/dictionaries/architectures/kl'
import { pAnnealDefinition, pAnnealPenalty } from '../../../../../main/dictionaries/architectures/p-anneal'
import type { Penalty } from '../../../../../main/dictionaries/architectures/relu'
import { reluL1Definition, reluL1Penalty } from '../../../../../main/dictionaries/architectures/relu-l1'
import { reluL1Of2023Definition, reluL1Of2023Penalty } from '../../../../../main/dictionaries/architectures/relu-l1-2023'
import type { Shape } from '../../../../../main/dictionaries/architectures/shape'

interface FamilyCase {
  name: string
  penalty: (shape: Shape) => Penalty
  definition: (shape: Shape) => Definition
  settings?: Partial<StepSettings>
}

const annealing = {
  penalty: () => pAnnealPenalty,
  definition: pAnnealDefinition
}

export const reluFamily: FamilyCase[] = [
  { name: 'relu-l1', penalty: reluL1Penalty, definition: reluL1Definition },
  {
    name: 'relu-l1-2023',
    penalty: () => reluL1Of2023Penalty,
    definition: reluL1Of2023Definition
  },
  { name: 'kl', penalty: () => klPenalty(0.05), definition: (shape) => klDefinition(shape, 0.05) },
  { name: 'p-anneal at p 1', ...annealing, settings: { exponent: 1, exponentFactor: 1, nextExponent: 0.9 } },
  { name: 'p-anneal at p 0.6', ...annealing, settings: { exponent: 0.6, exponentFactor: 1.7, nextExponent: 0.5 } }
]
