/**
 * Calls on their way to who answers them: the handlers of this engine, or the engine of another Loupe for a project
 * that the caller joined there.
 */
import { calls, type Method } from '../../../contract/calls/index'
import type { Job } from '../../../contract/records/job'
import { LoupeError } from '../../../contract/wire/errors'
import type { CallContext, Handlers } from '../connections/handlers'
import { HeldElsewhere } from '../projects/open-projects'
import { JoinEnded } from './join'
import type { Joins } from './joins'

type AnyHandler = (params: object, context: CallContext) => unknown

/** The same calls for whoever has joined projects elsewhere. */
export function routed(handlers: Handlers, joins: Joins): Handlers {
  const route = (method: Method): AnyHandler => {
    const here = handlers[method] as AnyHandler
    if (method === 'projects.close') return leaving(here, joins)
    if (method === 'jobs.list') return listing(here, joins)
    if (method === 'jobs.cancel') return cancelling(here, joins)
    return (params, context) => {
      const project = projectOf(params)
      return project === undefined ? here(params, context) : answer(method, here, params, { project, joins, context })
    }
  }
  return Object.fromEntries((Object.keys(handlers) as Method[]).map((method) => [method, route(method)])) as unknown as Handlers
}

interface Way {
  project: string
  joins: Joins
  context: CallContext
}

async function answer(method: Method, here: AnyHandler, params: object, { project, joins, context }: Way): Promise<unknown> {
  try {
    const joined = await joins.of(project, context.holder)
    return await (joined ? joined.call(method, params, context) : here(params, context))
  } catch (error) {
    if (error instanceof HeldElsewhere) await joins.join(error, context)
    else if (!(error instanceof JoinEnded) || !calls[method].again) throw error
    return answer(method, here, params, { project, joins, context })
  }
}

/** What a caller lets go of elsewhere is let go of by ending the connection there. */
function leaving(here: AnyHandler, joins: Joins): AnyHandler {
  return (params, context) => {
    joins.leave(projectOf(params) ?? '', context.holder)
    return here(params, context)
  }
}

/** Jobs of this engine and of the projects that were joined, the latest first. */
function listing(here: AnyHandler, joins: Joins): AnyHandler {
  return async (params, context) => {
    const project = projectOf(params)
    const wanted = joins.all(context.holder).filter((join) => project === undefined || join.project === project)
    const lists = await Promise.all([here(params, context), ...wanted.map((join) => join.call('jobs.list', {}, context))])
    return (lists as Job[][]).flat().sort((one, other) => other.startedAt - one.startedAt)
  }
}

/** A job's id does not say where it runs. */
function cancelling(here: AnyHandler, joins: Joins): AnyHandler {
  return async (params, context) => {
    const ways = [
      () => here(params, context),
      ...joins.all(context.holder).map((join) => () => join.call('jobs.cancel', params, context))
    ]
    for (const [index, way] of ways.entries()) {
      try {
        return await way()
      } catch (error) {
        if (!(error instanceof LoupeError) || error.code !== 'not-found' || index === ways.length - 1) throw error
      }
    }
  }
}

function projectOf(params: object): string | undefined {
  return 'project' in params && typeof params.project === 'string' ? params.project : undefined
}
