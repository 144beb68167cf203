import { describe, expect, test } from 'vitest'
import { chooseRows, type QuizMaterial } from '../../../../../main/analysis/quiz/choose-rows'

const postings = (rows: number[]) => ({ rows: Uint32Array.from(rows), values: Float32Array.from(rows, (row) => row / 10 + 1) })
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)

const material = (changes: Partial<QuizMaterial> = {}): QuizMaterial => ({
  postings: postings(range(0, 40)),
  neighbors: [postings(range(30, 60)), postings(range(55, 80))],
  uses: new Uint8Array(200),
  seen: new Set(),
  nearSeen: new Set(),
  documents: new Int32Array(200).fill(-1),
  seed: 1,
  ...changes
})

describe('the rows of a quiz', () => {
  test('are ten different ones, half firing with their activations, three near misses, in an order that says nothing', () => {
    const chosen = chooseRows(material())
    expect(new Set(chosen.map(({ row }) => row)).size).toBe(10)
    const kinds = chosen.map(({ kind }) => kind)
    expect([...kinds].sort()).toEqual([...Array(5).fill('fires'), ...Array(3).fill('near-miss'), 'random', 'random'])
    for (const { row, kind, value } of chosen) {
      expect(row < 40).toBe(kind === 'fires')
      expect(value).toBeCloseTo(kind === 'fires' ? row / 10 + 1 : 0)
      if (kind === 'near-miss') expect(row >= 40 && row < 80).toBe(true)
    }
    expect(chooseRows(material({ seed: 2 })).map(({ kind }) => kind)).not.toEqual(kinds)
  })

  test('are the same for the same seed', () => {
    expect(chooseRows(material())).toEqual(chooseRows(material()))
  })

  test('leave out what was seen and what the analysis left out', () => {
    const uses = new Uint8Array(200)
    for (const row of range(0, 20)) uses[row] = 2
    for (let seed = 0; seed < 20; seed += 1) {
      const chosen = chooseRows(material({ uses, seen: new Set([...range(25, 40), ...range(40, 190)]), seed }))
      for (const { row } of chosen) expect((row >= 20 && row < 25) || row >= 190).toBe(true)
      expect(chosen).toHaveLength(10)
    }
  })

  test('are validation rows where there are enough of them', () => {
    const uses = new Uint8Array(200)
    for (const row of [...range(10, 20), ...range(45, 49), ...range(150, 160)]) uses[row] = 1
    expect(chooseRows(material({ uses })).every(({ row }) => uses[row] === 1)).toBe(true)
  })

  test('keep away from what stood beside a shown row while there are enough others', () => {
    const nearSeen = new Set([...range(0, 30), ...range(40, 90)])
    for (let seed = 0; seed < 10; seed += 1) {
      const chosen = chooseRows(material({ nearSeen, seed }))
      expect(chosen.filter(({ kind }) => kind === 'fires').every(({ row }) => row >= 30)).toBe(true)
      expect(chosen.filter(({ kind }) => kind === 'random').every(({ row }) => row >= 90)).toBe(true)
    }
    const chosen = chooseRows(material({ nearSeen: new Set(range(0, 200)) }))
    expect(chosen).toHaveLength(10)
  })

  test('are of different documents while there are enough', () => {
    const documents = Int32Array.from({ length: 200 }, (_, row) => Math.floor(row / 5))
    for (let seed = 0; seed < 10; seed += 1) {
      const firing = chooseRows(material({ documents, seed })).filter(({ kind }) => kind === 'fires')
      expect(new Set(firing.map(({ row }) => documents[row])).size).toBe(5)
    }
    expect(chooseRows(material({ documents: new Int32Array(200) }))).toHaveLength(10)
  })

  test('are fewer, half and half, for a feature that hardly fires, and none for one that never or always does', () => {
    expect(
      chooseRows(material({ postings: postings([3, 4]) }))
        .map(({ kind }) => kind === 'fires')
        .sort()
    ).toEqual([false, false, true, true])
    expect(chooseRows(material({ postings: postings([]) }))).toEqual([])
    expect(chooseRows(material({ postings: postings(range(0, 200)) }))).toEqual([])
  })
})
