/** Drafts by a language model on the command line. */
import { describe, expect, it } from 'vitest'
import { startModelServer } from '../../fixtures/model-server'
import type { AnnotatedProject } from './annotated-project'

export function draftsOnTheCommandLine(project: AnnotatedProject): void {
  const { told, refused } = project
  describe('drafts by a language model', () => {
    type Drafted = {
      state: string
      use: { requests: number }
      results: { feature: number; text: string; score: { recall: number } }[]
    }
    const options = ['--context', '1', '--rows', '4', '--filter', 'dead:no', '--most', '2']

    it('say what they would ask for, and are refused while the switch is off', async () => {
      const server = await startModelServer()
      const given = [...options, '--address', server.address, '--model', 'good']
      const estimate = await told<Record<string, unknown>>(
        'draft',
        'p.loupe',
        ...given,
        '--dry-run',
        '--price-in',
        '1',
        '--price-out',
        '2'
      )
      expect(estimate).toMatchObject({ features: 2, requests: 4, on: false, cost: expect.any(Number) })
      expect(await refused('draft', 'p.loupe', ...given)).toMatchObject({ code: 'denied' })
      expect(server.connections()).toBe(0)
      expect(await told('draft', 'p.loupe', '--switch', 'on')).toEqual({ on: true })
      expect(server.connections()).toBe(0)
      await told('draft', 'p.loupe', '--switch', 'on', ...given, '--dry-run')
      process.env.LOUPE_MODEL_KEY = 'of-the-environment'
      const drafted = await told<Drafted>('draft', 'p.loupe', ...options)
      delete process.env.LOUPE_MODEL_KEY
      expect(drafted).toMatchObject({ state: 'done', use: { requests: 4 }, results: { length: 2 } })
      expect(drafted.results[0]).toMatchObject({ text: expect.stringContaining('words about the sea'), score: { recall: 1 } })
      expect(server.asked.every(({ authorization }) => authorization === 'Bearer of-the-environment')).toBe(true)
      expect(await refused('draft', 'p.loupe', ...options, '--model', 'denies')).toMatchObject({ code: 'denied' })
      await told('draft', 'p.loupe', '--switch', 'off')
      const asked = server.asked.length
      expect(await refused('draft', 'p.loupe', ...options)).toMatchObject({ code: 'denied' })
      expect(server.asked).toHaveLength(asked)
      await server.close()
    })
  })
}
