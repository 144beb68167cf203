/** Architectures whose sparsity is given as k. */
export const withK = ['topk', 'batchtopk', 'matryoshka']
