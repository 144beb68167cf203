/** Drafts of projects: every path they name has to be allowed before a process reads it. */
import { expect, it } from 'vitest'
import { ProjectDraft } from '../../../../../contract/calls/projects'
import { sourcePaths } from '../../../../../main/engine/projects/create-project'

it('names every path of a draft', () => {
  const draft = ProjectDraft.parse({
    folder: '/p',
    name: 'P',
    activations: { path: '/a' },
    streams: [
      { name: 'x', source: { path: '/a' } },
      { name: 'y', source: { path: '/b', array: 'k' } }
    ],
    targets: { path: '/t' },
    rowTable: { path: '/r' },
    vocabulary: '/v'
  })
  expect(sourcePaths(draft)).toEqual(['/a', '/a', '/b', '/t', '/r', '/v'])
  expect(draft.outliers).toBe('drop')
  expect(sourcePaths(ProjectDraft.parse({ folder: '/p', name: 'P', activations: { path: '/a' } }))).toEqual(['/a'])
})
