/** Calls about drafts by a language model: settings, the list of models, drafts. */
import type { Checked, Result } from '../../../contract/calls/index'
import type { DraftOrder, ModelServer, ModelSettings } from '../../../contract/records/draft'
import { LoupeError } from '../../../contract/wire/errors'
import { checkedAddress, defaultPrompt } from '../../drafting/index'
import type { AreaHandlers } from '../connections/handlers'
import type { Core } from '../core'
import { estimateOf, previewOf } from '../drafts/measure'
import { startProcess } from '../jobs/start-process'
import { analysisOf } from './analysis-of'

export function draftService(core: Core): AreaHandlers<'drafts'> {
  const { drafts, modelSettings: settings, modelKeys: keys } = core
  const open = (project: string, holder: object) => core.projects.get(project, holder)
  const told = (current: ModelSettings): Result<'drafts.settings'> => ({
    settings: current,
    key: keys.state(),
    prompt: defaultPrompt
  })
  return {
    'drafts.settings': () => told(settings.get()),
    async 'drafts.changeSettings'(change) {
      const { address, plainHttp } = { ...settings.get(), ...change }
      if (change.address !== undefined || change.plainHttp !== undefined || change.on) checkedAddress(address, plainHttp)
      const changed = settings.change(change)
      if (!changed.on) await drafts.pauseAll()
      return told(changed)
    },
    'drafts.models': ({ server }, { signal }) => listed(core, server ?? settings.get(), signal),
    'drafts.preview': async ({ project, prompt = defaultPrompt, ...asked }, { holder }) =>
      previewOf(await open(project, holder), asked, prompt),
    'drafts.estimate': async ({ project, run, features, ...asked }, { holder }) =>
      estimateOf(await open(project, holder), run, features, orderFrom(settings.get(), asked)),
    async 'drafts.start'({ project: id, run, features, ...asked }, { holder }) {
      const project = await open(id, holder)
      const analyzed = analysisOf(project.store, run).features
      const missing = features.find((feature) => feature >= analyzed)
      if (missing !== undefined) throw new LoupeError('not-found', `The run has no feature ${missing}`)
      return drafts.start(project, run, features, orderFrom(settings.get(), asked))
    },
    'drafts.pause': async ({ project, draft }, { holder }) => drafts.pause(await open(project, holder), draft),
    'drafts.resume': async ({ project, draft, server, limits }, { holder }) =>
      drafts.resume(await open(project, holder), draft, server ?? serverOf(settings.get()), limits),
    'drafts.list': async ({ project, run }, { holder }) => drafts.list(await open(project, holder), run),
    'drafts.results': async ({ project, draft }, { holder }) => (await open(project, holder)).store.drafts.results(draft),
    async 'drafts.remove'({ project, draft }, { holder }) {
      await drafts.remove(await open(project, holder), draft)
      return null
    }
  }
}

function orderFrom(
  settings: ModelSettings,
  { server, prompt, evidence, limits }: Pick<Checked<'drafts.start'>, 'server' | 'prompt' | 'evidence' | 'limits'>
): DraftOrder {
  return { server: server ?? serverOf(settings), price: settings.price, prompt: prompt ?? defaultPrompt, evidence, limits }
}

function serverOf({ address, model, plainHttp }: ModelSettings): ModelServer {
  return { address, model, plainHttp }
}

async function listed({ spawner, modelSettings, modelKeys }: Core, given: ModelServer, signal: AbortSignal): Promise<string[]> {
  modelSettings.requireOn()
  const { address, model, plainHttp } = given
  const spec = { task: 'models' as const, server: { address, model, plainHttp }, key: modelKeys.keyFor(address) }
  const result = await startProcess(spawner, { entry: 'draft', spec, signal }).result
  if (result.task !== 'models') throw new LoupeError('internal', `The process answered ${result.task}`)
  return result.models
}
