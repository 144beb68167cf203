/** Going from place to place, back and forward. */
import { beforeEach, describe, expect, it } from 'vitest'
import {
  enterProject,
  goBack,
  goForward,
  leaveProject,
  navigate,
  placeAfter,
  renewProject,
  replacePlace,
  useSession
} from '../../../../renderer/app/session'

const here = () => {
  const { screen, project, run, feature } = useSession.getState()
  return { screen, project, run, feature }
}

beforeEach(() => {
  leaveProject()
  enterProject({ id: 'p1', folder: '/a.loupe' }, 'runs', { run: 'r1' })
})

describe('placeAfter', () => {
  const place = { screen: 'feature', project: 'p1', run: 'r1', feature: 949 } as const

  it('keeps what is not given', () => {
    expect(placeAfter(place, 'annotate', {})).toEqual({ ...place, screen: 'annotate' })
  })

  it('forgets the feature with another run, run and feature with another project', () => {
    expect(placeAfter(place, 'feature', { run: 'r2' })).toMatchObject({ run: 'r2', feature: null })
    expect(placeAfter(place, 'runs', { project: 'p2' })).toMatchObject({ project: 'p2', run: null, feature: null })
  })

  it('takes what is given, null included', () => {
    expect(placeAfter(place, 'feature', { run: 'r2', feature: 7 })).toMatchObject({ run: 'r2', feature: 7 })
    expect(placeAfter(place, 'explore', { feature: null })).toMatchObject({ run: 'r1', feature: null })
  })
})

describe('history', () => {
  it('goes back and forward through places', () => {
    navigate('explore')
    navigate('feature', { feature: 949 })
    goBack()
    expect(here()).toEqual({ screen: 'explore', project: 'p1', run: 'r1', feature: null })
    goForward()
    expect(here()).toMatchObject({ screen: 'feature', feature: 949 })
  })

  it('forgets the way forward when one goes elsewhere', () => {
    navigate('explore')
    goBack()
    navigate('export')
    goForward()
    expect(here().screen).toBe('export')
  })

  it('does not grow by going where one is, nor by stepping through a list', () => {
    navigate('feature', { feature: 1 })
    const steps = useSession.getState().back.length
    navigate('feature', { feature: 1 })
    replacePlace({ feature: 2 })
    expect([useSession.getState().back.length, here().feature]).toEqual([steps, 2])
  })

  it('stays where it is at its ends', () => {
    goForward()
    expect(here().screen).toBe('runs')
  })
})

describe('projects', () => {
  it('another project begins without run and feature, and without a way back into the first', () => {
    navigate('feature', { feature: 3 })
    enterProject({ id: 'p2', folder: '/b.loupe' }, 'runs')
    expect(here()).toEqual({ screen: 'runs', project: 'p2', run: null, feature: null })
    expect(useSession.getState().back.some((place) => place.project === 'p1')).toBe(false)
  })

  it('gets its new id everywhere when the engine was restarted', () => {
    navigate('explore')
    renewProject({ id: 'p9', folder: '/a.loupe' })
    goBack()
    expect(here()).toMatchObject({ screen: 'runs', project: 'p9', run: 'r1' })
  })
})
