/**
 * A window that was opened from another begins at the same place: project, run, feature, screen travel in its address
 * and leave it at once, so that a reload goes by what the window was at last.
 */
import { z } from 'zod'
import { routes } from './routes'
import { type ScreenName, useSession } from './session'

const mark = '#at='

const FirstPlace = z.object({
  screen: z.custom<ScreenName>((name) => typeof name === 'string' && Object.hasOwn(routes, name)),
  project: z.string().nullable(),
  run: z.string().nullable(),
  feature: z.number().int().nullable(),
  row: z.number().int().nullable().default(null),
  folder: z.string().nullable()
})

/** Called once, before anything is drawn. */
export function beginWhereSaid(): void {
  const { hash, pathname } = window.location
  if (!hash.startsWith(mark)) return
  window.history.replaceState(null, '', pathname)
  const place = placeFrom(hash.slice(mark.length))
  if (place) useSession.setState({ ...place, back: [], forward: [] })
}

/** Undefined for what is not a place of this version. */
export function placeFrom(text: string): z.infer<typeof FirstPlace> | undefined {
  try {
    return FirstPlace.safeParse(JSON.parse(decodeURIComponent(text))).data
  } catch {
    return undefined
  }
}
