import { describe, expect, it } from 'vitest'
import type { DenoiseAnswer } from '../../../../../contract/records/studies/denoise'
import { denoiseQuestion, receiptFigures, receiptLines, signalWords } from '../../../../../renderer/screens/export/denoise-words'

const answer: DenoiseAnswer = { kind: 'denoise', folder: '/out', files: ['rows.npy'], rows: 40_000, leftOut: 3, width: 576 }

describe('denoised activations', () => {
  it('are asked for without clean rows where none are given', () => {
    const form = { folder: ' /out ', format: 'npy' as const, clean: ' ', array: 'x' }
    expect(denoiseQuestion(form)).toEqual({ kind: 'denoise', out: '/out', format: 'npy' })
    expect(denoiseQuestion({ ...form, clean: '/c.npz' }).clean).toEqual({ path: '/c.npz', array: 'x' })
  })

  it('have a receipt of folder, files and rows', () => {
    expect(receiptLines(answer)).toEqual([
      ['Folder', '/out'],
      ['Files', 'rows.npy'],
      ['Rows', '40,000, each 576 numbers, 3 left out']
    ])
  })

  it('have measures that explain themselves, where there are some', () => {
    expect(receiptFigures(answer, 'run a')).toEqual([])
    const figures = receiptFigures({ ...answer, fvu: 0.12345, signalToNoise: { before: 6, after: 12 } }, 'run a')
    expect(figures.map(({ name, value }) => [name, value])).toEqual([
      ['FVU', '0.1235'],
      ['Signal to noise', '6.00 dB before, 12.00 dB after, +6.00 dB']
    ])
    for (const { explanation } of figures) expect(explanation).toMatch(/‖.*over 40,000 rows/)
  })

  it('say a side without noise in words, not as a number', () => {
    expect(signalWords({ after: 12 })).toBe('no noise before, 12.00 dB after')
  })
})
