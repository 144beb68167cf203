/** Direct logit effects of each feature, out of the answer of a study, as an export shows them. */
import type { FeatureLogits } from '../../../interchange/index'
import { studyArrays, studySlice } from '../../../store/files/study-folder'

/** Of all features; a dictionary of a million features and ten tokens at each end has 40 MB in each array. */
const mostBytes = 512 * 1024 * 1024

/** `folder`: of an answered study of the kind `logits`. Throws damaged. */
export async function featureLogits(folder: string): Promise<(feature: number) => FeatureLogits> {
  const whole = async (array: string) =>
    (await studySlice(folder, { array, from: 0, count: Number.MAX_SAFE_INTEGER, mostBytes })).values
  const arrays = await studyArrays(folder)
  const most = arrays.find(({ name }) => name === 'topTokens')?.shape[1] ?? 0
  const textOf = arrays.some(({ name }) => name === 'tokenStarts')
    ? tokenTexts(await whole('tokenStarts'), await whole('tokenText'))
    : (id: number) => `#${id}`
  const [top, bottom] = [await whole('topTokens'), await whole('bottomTokens')]
  const [topLogits, bottomLogits] = [await whole('topLogits'), await whole('bottomLogits')]
  const some = (tokens: ArrayLike<number>, logits: ArrayLike<number>, feature: number) =>
    Array.from({ length: most }, (_, i) => ({
      token: textOf(tokens[feature * most + i]),
      logit: logits[feature * most + i]
    }))
  return (feature) => ({ top: some(top, topLogits, feature), bottom: some(bottom, bottomLogits, feature) })
}

function tokenTexts(starts: ArrayLike<number>, points: { subarray(from: number, to: number): ArrayLike<number> }) {
  return (id: number): string => String.fromCodePoint(...Array.from(points.subarray(starts[id], starts[id + 1])))
}
