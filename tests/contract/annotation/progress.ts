/** Progress by day and person, and labels without those of a person. */
import { expect, it } from 'vitest'
import type { AnnotatedProject } from './annotated-project'

export function progressAndRestoring(project: AnnotatedProject): void {
  const { told } = project
  it('progress tells states, mass, days and people', async () => {
    type Progress = {
      labeled: number
      massLabeled: number
      days: { labeled: number; massLabeled: number }[]
      people: { author: string; decided: number }[]
    }
    const { labeled, massLabeled, days, people } = await told<Progress>('progress', 'p.loupe')
    expect(days.at(-1)).toMatchObject({ labeled, massLabeled: expect.closeTo(massLabeled, 6) })
    expect(people.find(({ author }) => author === 'Ada')?.decided).toBe(3)
  })

  it('restoring without a person takes their labels out of the project, not their file', async () => {
    expect((await told<{ features: number[] }>('labels', 'restore', 'p.loupe', '--without', 'Ada')).features).toEqual(
      expect.arrayContaining([0, 1])
    )
    await told('labels', 'undo', 'p.loupe')
    expect(await told('labels', 'diff', 'p.loupe', 'ada.jsonl', '--author', 'Ada')).toMatchObject({ different: [] })
  })
}
