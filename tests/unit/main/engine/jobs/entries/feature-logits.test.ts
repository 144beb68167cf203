/** Logit effects of features out of the folder of a study. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { featureLogits } from '../../../../../../main/engine/jobs/entries/feature-logits'
import { writeStudyFolder } from '../../../../../../main/store/files/study-folder'

const arrays = {
  topTokens: { shape: [2, 2], data: Uint32Array.of(1, 0, 2, 1) },
  topLogits: { shape: [2, 2], data: Float32Array.of(3, 2, 5, 4) },
  bottomTokens: { shape: [2, 2], data: Uint32Array.of(2, 0, 0, 1) },
  bottomLogits: { shape: [2, 2], data: Float32Array.of(-3, -2, -5, -4) }
}

async function study(more: Record<string, { shape: number[]; data: Uint32Array }> = {}): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'loupe-logits-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  await writeStudyFolder(join(folder, 'study'), { kind: 'logits' }, { ...arrays, ...more })
  return join(folder, 'study')
}

it('gives the tokens of a feature with their texts, also beyond the basic plane', async () => {
  const points = [...' a🙂bc'].map((letter) => letter.codePointAt(0) as number)
  const logitsOf = await featureLogits(
    await study({
      tokenStarts: { shape: [4], data: Uint32Array.of(0, 2, 3, 5) },
      tokenText: { shape: [5], data: Uint32Array.from(points) }
    })
  )
  expect(logitsOf(0)).toEqual({
    top: [
      { token: '🙂', logit: 3 },
      { token: ' a', logit: 2 }
    ],
    bottom: [
      { token: 'bc', logit: -3 },
      { token: ' a', logit: -2 }
    ]
  })
})

it('names tokens by their ids where there are no texts', async () => {
  const logitsOf = await featureLogits(await study())
  expect(logitsOf(1).top).toEqual([
    { token: '#2', logit: 5 },
    { token: '#1', logit: 4 }
  ])
})
