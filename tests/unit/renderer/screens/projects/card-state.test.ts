/** What the last line of a card says. */
import { describe, expect, it } from 'vitest'
import type { ProjectCard } from '../../../../../contract/records/project'
import { cardWords } from '../../../../../renderer/screens/projects/card-state'

const run = { id: 'r', name: 'topk-32', state: 'done', architecture: 'topk', step: 312, steps: 2000, dSae: 8, loss: [] }
const card = (more: Partial<ProjectCard> = {}): ProjectCard => ({
  folder: '/a.loupe',
  name: 'A',
  openedAt: 0,
  state: 'ready',
  runs: 3,
  labeled: 0,
  notInterpretable: 0,
  run,
  ...more
})

describe('cardWords', () => {
  it.each([
    [card(), 'plain', '3 runs · topk-32 done'],
    [card({ run: undefined, runs: 0 }), 'plain', 'Data only, no run yet'],
    [card({ run: { ...run, state: 'running' } }), 'plain', 'topk-32, step 312 of 2,000'],
    [card({ run: { ...run, state: 'paused' } }), 'plain', 'topk-32, step 312 of 2,000, paused'],
    [card({ run: { ...run, state: 'interrupted' } }), 'warn', 'Interrupted at step 312'],
    [card({ run: { ...run, state: 'failed' } }), 'warn', 'topk-32 failed at step 312'],
    [card({ state: 'missing' }), 'danger', 'Folder not found'],
    [card({ state: 'unusable', problem: 'Made by a newer Loupe' }), 'danger', 'Made by a newer Loupe']
  ])('%#', (given, tone, text) => {
    expect(cardWords(given)).toMatchObject({ tone, text })
  })
})
