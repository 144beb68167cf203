/** Architectures as sentences name them. */
import type { Architecture } from '../../../contract/records/run'

export const architectureNames: Record<Architecture, string> = {
  topk: 'TopK',
  batchtopk: 'BatchTopK',
  matryoshka: 'Matryoshka',
  jumprelu: 'JumpReLU',
  gated: 'Gated',
  'relu-l1': 'ReLU-L1',
  'relu-l1-2023': 'ReLU-L1 of 2023',
  kl: 'KL',
  'p-anneal': 'p-annealing'
}

export function namesOf(architectures: readonly Architecture[]): string {
  return architectures.map((name) => architectureNames[name]).join(', ')
}
