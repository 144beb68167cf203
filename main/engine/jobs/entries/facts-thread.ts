/** Works out the facts of blocks of features in a thread of an analysis (fact-threads.ts): pure arithmetic over the activation index. */
import { parentPort } from 'node:worker_threads'
import { errorRecordFrom } from '../../../../contract/wire/errors'
import { makersHere } from '../../../analysis/passes/fact-blocks'
import type { FactMakers } from '../../../analysis/ports'
import { openActivationIndex } from '../../../store/files/activation-index/reader'
import type { FactsAnswer, FactsQuestion, FactsWork } from './fact-threads'

let makers: Promise<FactMakers> | undefined
/** Questions are answered one after the other: a block of dense features takes much memory while it is worked on. */
let answered = Promise.resolve()

parentPort?.on('message', (message: FactsWork | FactsQuestion) => {
  if ('material' in message) makers = begun(message)
  else answered = answered.then(() => answer(message))
})

async function begun({ folder, material }: FactsWork): Promise<FactMakers> {
  return makersHere(material, await openActivationIndex(folder))
}

async function answer({ question, range }: FactsQuestion): Promise<void> {
  const tell = (told: FactsAnswer, moved: ArrayBuffer[] = []) => parentPort?.postMessage(told, moved)
  try {
    const block = await (await makers)!.make(range)
    const { first: _, facts, ...arrays } = block
    tell(
      { question, block },
      [...Object.values(facts), ...Object.values(arrays)].map(({ buffer }) => buffer as ArrayBuffer)
    )
  } catch (thrown) {
    tell({ question, error: errorRecordFrom(thrown) })
  }
}
