import { describe, expect, it } from 'vitest'
import { portPair } from '../../../../../main/engine/transports/in-process'

describe('two ends in one process', () => {
  it('exchange copies, later and in order', async () => {
    const [left, right] = portPair<{ values: Float32Array }, number>()
    const got: { values: Float32Array }[] = []
    right.listen(
      (message) => got.push(message),
      () => undefined
    )
    const message = { values: Float32Array.of(1, Number.NaN, -0) }
    left.post(message)
    message.values[0] = 99
    expect(got).toEqual([])
    await expect.poll(() => got.length).toBe(1)
    expect(got[0].values).toEqual(Float32Array.of(1, Number.NaN, -0))
  })

  it('end together', () => {
    const [left, right] = portPair<number, number>()
    const ended: string[] = []
    left.listen(
      () => undefined,
      () => ended.push('left')
    )
    right.listen(
      () => undefined,
      () => ended.push('right')
    )
    right.close()
    expect(ended.toSorted()).toEqual(['left', 'right'])
  })

  it('refuse what could not travel anywhere else either', () => {
    const [left] = portPair<unknown, unknown>()
    expect(() => left.post({ run: () => undefined })).toThrow()
  })
})
