/** All formats of dictionaries that are known by their content, in the order in which they are asked. */
import { circuitTracer } from './circuit-tracer'
import { crosscoder } from './crosscoder'
import { dictionaryLearning } from './dictionary-learning'
import type { Format } from './format'
import { gemmaScope } from './gemma-scope'
import { gemmaScope2 } from './gemma-scope-2'
import { llamascopium } from './llamascopium'
import { loupe } from './loupe'
import { openai } from './openai'
import { prisma } from './prisma'
import { saelens } from './saelens'
import { saev } from './saev'
import { sparsify } from './sparsify'

/** What says more of itself comes first: Prisma's names alone would fit many. */
export const formats: Format[] = [
  loupe,
  saev,
  llamascopium,
  crosscoder,
  gemmaScope2,
  gemmaScope,
  saelens,
  circuitTracer,
  sparsify,
  openai,
  dictionaryLearning,
  prisma
]
