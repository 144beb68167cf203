/** Architectures as people read them: in messages of the engine and on every screen. */
import type { Architecture } from './run'

export const architectureWords: Record<Architecture, string> = {
  topk: 'TopK',
  batchtopk: 'BatchTopK',
  matryoshka: 'Matryoshka',
  jumprelu: 'JumpReLU',
  gated: 'Gated',
  'relu-l1': 'ReLU-L1',
  'relu-l1-2023': 'ReLU-L1 2023',
  kl: 'ReLU-KL',
  'p-anneal': 'p-annealing'
}

/** `TopK, BatchTopK`. */
export function wordsOf(architectures: readonly Architecture[]): string {
  return architectures.map((name) => architectureWords[name]).join(', ')
}
