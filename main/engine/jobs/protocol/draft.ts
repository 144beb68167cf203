/** What is said of drafts of labels by a language model. */
import type { DraftedFeature, DraftOrder, ModelServer } from '../../../../contract/records/draft'
import type { TokenUse } from '../../../drafting/index'
import type { DraftedRows } from '../../drafts/feature-material'
import type { DataPlace } from './data-place'

/** What a process asks a language model for. The key is in no other message, and never in an argument, a file or the environment. */
export type DraftSpec =
  | { task: 'models'; server: ModelServer; key: string | undefined }
  | {
      task: 'draft'
      data: DataPlace
      /** Folder of the activation index. */
      analysisFolder: string
      order: DraftOrder
      key: string | undefined
      /** Of the limits, by earlier parts. */
      used: { requests: number; tokens: number }
      /** Features that are finished. */
      done: number
      /** `text`: what the model said before. */
      features: { rows: DraftedRows; text: string | undefined }[]
    }

/** `asked`: a request is about to be sent. `finished`: nothing more is asked about the feature. */
export type DraftRecord =
  | { about: 'asked' }
  | { about: 'used'; use: TokenUse }
  | { about: 'explained'; feature: number; text: string }
  | { about: 'finished'; drafted: DraftedFeature }

/** `stopped`: the limit that ended it. */
export type DraftResult = { task: 'models'; models: string[] } | { task: 'draft'; stopped?: 'requests' | 'tokens' }
