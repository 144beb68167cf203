/** Calls about dictionaries in files: reading, writing and computing happen in a process of its own. */
import { dirname, resolve } from 'node:path'
import type { AreaHandlers, CallContext } from '../connections/handlers'
import { refuseReadOnly } from '../connections/refusals'
import type { Core } from '../core'
import { dropImport, importDraft, recordImport, triedOn } from '../jobs/imported-run'
import type { DictionaryResult, DictionarySpec } from '../jobs/protocol/dictionary'
import { startProcess } from '../jobs/start-process'

export function dictionaryService(core: Core): AreaHandlers<'dictionaries'> {
  async function task<Spec extends DictionarySpec>(spec: Spec, { signal, progress }: CallContext) {
    const graceMs = keepsNothing(spec) ? { graceMs: 0 } : {}
    const { result } = startProcess(core.spawner, { entry: 'dictionary', spec, signal, onProgress: progress, ...graceMs })
    return (await result) as Extract<DictionaryResult, { task: Spec['task'] }>
  }
  /** As task, of one that writes `target`. */
  function writing<Spec extends DictionarySpec>(target: string, spec: Spec, context: CallContext) {
    return core.begunWrites.of(resolve(target), () => task(spec, context))
  }
  return {
    'dictionaries.describe': async ({ path, mapping }, context) => {
      context.paths.check(path)
      return (await task({ task: 'describe', path, mapping }, context)).report
    },
    'dictionaries.look': async ({ path, mapping }, context) => {
      context.paths.check(path)
      return (await task({ task: 'look', path, mapping }, context)).look
    },
    'dictionaries.try': async ({ project, dataset, path, mapping }, context) => {
      context.paths.check(path)
      const { store } = await core.projects.get(project, context.holder)
      const { report, fit } = await task({ task: 'try', path, mapping, data: triedOn(store, dataset) }, context)
      return { report, fit }
    },
    'dictionaries.convert': async ({ path, mapping, folder, format, type }, context) => {
      for (const each of [path, folder]) context.paths.check(each)
      return (await writing(folder, { task: 'convert', path, mapping, folder, format, type }, context)).conversion
    },
    'dictionaries.apply': async ({ path, mapping, input, file, form }, context) => {
      for (const each of [path, input.path, dirname(file)]) context.paths.check(each)
      return (await writing(file, { task: 'apply', path, mapping, input, file, form }, context)).applied
    },
    'dictionaries.import': async (request, context) => {
      context.paths.check(request.path)
      const project = await core.projects.get(request.project, context.holder)
      refuseReadOnly(project.store)
      const draft = importDraft(project.store, request)
      const tried = await task({ task: 'import', ...draft.spec }, context).catch((thrown) => {
        dropImport(project.store, draft)
        throw thrown
      })
      const imported = await recordImport(project.store, draft, tried, core.author)
      core.announce('run.changed', { project: project.id, run: imported.run })
      return imported
    },
    'dictionaries.verify': async ({ folder }, context) => {
      context.paths.check(folder)
      return (await task({ task: 'verify', folder }, context)).verified
    }
  }
}

/** A large dictionary is tried in steps of seconds, which hear nothing: such a process is ended when it is no longer wanted. */
function keepsNothing({ task }: DictionarySpec): boolean {
  return task !== 'convert' && task !== 'apply'
}
