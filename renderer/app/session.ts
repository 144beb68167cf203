/**
 * Where the person is: screen, project, run, feature; and how they got there (back and forward).
 * Only ids: what belongs to them is asked from the engine by queries.ts.
 */
import { create } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'

/** `runs` shows one of them, `compare` all; `matches` compares the features of two. */
export type ScreenName =
  | 'projects'
  | 'new-project'
  | 'runs'
  | 'compare'
  | 'explore'
  | 'feature'
  | 'patterns'
  | 'columns'
  | 'rows'
  | 'anomalies'
  | 'relations'
  | 'matches'
  | 'annotate'
  | 'review'
  | 'repeats'
  | 'progress'
  | 'export'
  | 'settings'

/** Screens that show what an analysis found. */
export const featureScreens: readonly ScreenName[] = [
  'explore',
  'feature',
  'patterns',
  'columns',
  'rows',
  'anomalies',
  'relations',
  'matches',
  'annotate'
]

/** `null` leaves an id out; an id that is not given is kept. */
export interface Target {
  project?: string | null
  run?: string | null
  feature?: number | null
  row?: number | null
}

export interface Place {
  screen: ScreenName
  project: string | null
  run: string | null
  feature: number | null
  /** Of the run's data set, where one row is looked at. */
  row?: number | null
}

export interface Session extends Place {
  /** The folder of the open project, to open it again when the engine was restarted. */
  folder: string | null
  back: Place[]
  forward: Place[]
}

const start: Session = {
  screen: 'projects',
  project: null,
  run: null,
  feature: null,
  row: null,
  folder: null,
  back: [],
  forward: []
}
const longestHistory = 100

export const useSession = create<Session>()(
  persist(() => start, { name: 'loupe-session', version: 1, storage: createJSONStorage(() => sessionStorage) })
)

/** Goes to a screen. Another project forgets run and feature, another run forgets the feature, unless they are given. */
export function navigate(screen: ScreenName, target: Target = {}): void {
  const session = useSession.getState()
  const here = placeOf(session)
  const next = placeAfter(here, screen, target)
  if (samePlace(here, next)) return
  useSession.setState({ ...next, back: [...session.back, here].slice(-longestHistory), forward: [] })
}

/** Changes ids without a step in the history: for stepping through a list, or a choice the person did not make. */
export function replacePlace(target: Target): void {
  const session = useSession.getState()
  useSession.setState(placeAfter(placeOf(session), session.screen, target))
}

/** Enters a project: the one place where project and folder change. Places of another project are not gone back to. */
export function enterProject(project: { id: string; folder: string }, screen: ScreenName, target: Target = {}): void {
  navigate(screen, { run: null, feature: null, ...target, project: project.id })
  const isElsewhere = (place: Place) => place.project !== null && place.project !== project.id
  useSession.setState(({ back }) => ({ folder: project.folder, back: back.filter((place) => !isElsewhere(place)) }))
}

/** The same project under the id that a restarted engine gave it. */
export function renewProject(project: { id: string; folder: string }): void {
  const { project: old, back, forward } = useSession.getState()
  const renew = (place: Place): Place => (place.project === old ? { ...place, project: project.id } : place)
  useSession.setState({ project: project.id, folder: project.folder, back: back.map(renew), forward: forward.map(renew) })
}

/** Back to the projects, with nothing open. */
export function leaveProject(): void {
  useSession.setState(start)
}

export function goBack(): void {
  const { back, forward, ...session } = useSession.getState()
  const place = back.at(-1)
  if (place) useSession.setState({ ...place, back: back.slice(0, -1), forward: [...forward, placeOf(session)] })
}

export function goForward(): void {
  const { back, forward, ...session } = useSession.getState()
  const place = forward.at(-1)
  if (place) useSession.setState({ ...place, back: [...back, placeOf(session)], forward: forward.slice(0, -1) })
}

export function placeAfter(here: Place, screen: ScreenName, target: Target): Place {
  const project = target.project === undefined ? here.project : target.project
  const keptRun = project === here.project ? here.run : null
  const run = target.run === undefined ? keptRun : target.run
  const keptFeature = run === here.run && project === here.project ? here.feature : null
  const feature = target.feature === undefined ? keptFeature : target.feature
  const keptRow = project === here.project ? here.row : null
  const row = target.row === undefined ? keptRow : target.row
  return { screen, project, run, feature, row }
}

function placeOf({ screen, project, run, feature, row }: Place): Place {
  return { screen, project, run, feature, row }
}

function samePlace(a: Place, b: Place): boolean {
  return (
    a.screen === b.screen &&
    a.project === b.project &&
    a.run === b.run &&
    a.feature === b.feature &&
    (a.row ?? null) === (b.row ?? null)
  )
}
