/** Labels of two people as files: out, in again, refused, compared. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AnnotatedProject } from './annotated-project'

export function labelsOfTwoPeople(project: AnnotatedProject): void {
  const { told, refused } = project
  describe('labels of two people', () => {
    it('are one step of undo when they come together', async () => {
      writeFileSync(join(project.folder, 'many.csv'), 'feature,label,tags\n0,first,word\n1,second,word\n')
      await told('label', 'p.loupe', '--from', 'many.csv', '--author', 'Ada')
      expect((await told<{ reverted: { features: number[] } }>('labels', 'undo', 'p.loupe')).reverted.features).toEqual([0, 1])
      expect((await told<{ reverted: { features: number[] } }>('labels', 'redo', 'p.loupe')).reverted.features).toEqual([0, 1])
    })

    it('go out as a file and come in again as they were', async () => {
      const note = '<script>alert(1)</script> \u001b[31m'
      await told('label', 'p.loupe', '2', '--text', 'third', '--note', note, '--author', 'Ada')
      await told('labels', 'export', 'p.loupe', 'ada.jsonl', '--author', 'Ada')
      expect(await refused('labels', 'export', 'p.loupe', 'ada.jsonl')).toMatchObject({ code: 'exists' })
      expect(await told('labels', 'import', 'p.loupe', 'ada.jsonl', '--author', 'Copy')).toMatchObject({ labels: 3, replaced: 0 })
      await told('labels', 'export', 'p.loupe', 'copy.jsonl', '--author', 'Copy')
      expect(readFileSync(join(project.folder, 'copy.jsonl'), 'utf8').replace('Copy', 'Ada')).toBe(
        readFileSync(join(project.folder, 'ada.jsonl'), 'utf8')
      )
      expect(await told('labels', 'diff', 'p.loupe', 'ada.jsonl', '--author', 'Copy')).toMatchObject({
        different: [],
        onlyHere: []
      })
    })

    it('that can not be used are refused with their line', async () => {
      const [head, first] = readFileSync(join(project.folder, 'ada.jsonl'), 'utf8').split('\n')
      const file = join(project.folder, 'bad.jsonl')
      writeFileSync(file, `${head}\n${first}\n${first}\n`)
      expect(await refused('labels', 'import', 'p.loupe', 'bad.jsonl')).toMatchObject({ code: 'malformed', place: `${file}:3` })
      writeFileSync(file, `${head.replace('"d_sae":8', '"d_sae":99')}\n${first.replace('"feature":0', '"feature":50')}\n`)
      expect(await refused('labels', 'import', 'p.loupe', 'bad.jsonl')).toMatchObject({ code: 'not-found', place: `${file}:2` })
      writeFileSync(file, head.replace('"version":1', '"version":9'))
      expect(await refused('labels', 'import', 'p.loupe', 'bad.jsonl')).toMatchObject({ code: 'newer' })
    })

    it('are compared: kappa, and each disagreement', async () => {
      const lines = readFileSync(join(project.folder, 'ada.jsonl'), 'utf8').replace('"Ada"', '"Bea"').replace('"second"', '"2nd"')
      writeFileSync(join(project.folder, 'bea.jsonl'), lines)
      await told('labels', 'import', 'p.loupe', 'bea.jsonl')
      expect(await refused('agreement', 'p.loupe', 'Ada', 'Bee')).toMatchObject({ code: 'not-found' })
      const found = await told<Record<string, unknown>>('agreement', 'p.loupe', 'Ada', 'Bea')
      expect(found).toMatchObject({
        both: 3,
        status: { observed: 1 },
        tags: { observed: 1, kappa: 1 },
        meaning: { compared: 3, identical: 2, notJudged: 1 },
        disagreements: [{ feature: 1, differs: ['label'] }]
      })
      // A file that says something else takes the place of the earlier one only when that is said.
      writeFileSync(join(project.folder, 'bea.jsonl'), lines.replace('"2nd"', '"2."'))
      expect(await refused('labels', 'import', 'p.loupe', 'bea.jsonl')).toMatchObject({ code: 'exists' })
      expect(await told('labels', 'import', 'p.loupe', 'bea.jsonl', '--dry')).toMatchObject({
        labels: 3,
        conflicts: 1,
        same: 2,
        unknown: [],
        earlier: { labels: 3, changed: 1, gone: 0 }
      })
      expect(await told('labels', 'import', 'p.loupe', 'bea.jsonl', '--replace')).toMatchObject({ replaced: 3 })
      // What the project says was not touched by any import.
      expect(await told('labels', 'diff', 'p.loupe', 'ada.jsonl')).toMatchObject({ different: [], onlyInFile: [] })
    })
  })
}
