/** The command table: conflicts are found, the latest offer wins, conditions hold; and the window's own table is sound. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  activeCommands,
  type Command,
  canRun,
  conflictsOf,
  findCommand,
  runCommand,
  useRegistry
} from '../../../../../renderer/app/commands/commands'
import { printableKeys } from '../../../../../renderer/app/commands/registry-link'
import { shellCommands } from '../../../../../renderer/app/shell/shell-commands'

function command(id: string, more: Partial<Command> = {}): Command {
  return { id, title: id, scope: 'list', run: () => undefined, ...more }
}

function offer(...groups: Command[][]): void {
  useRegistry.setState({ registrations: groups.map((commands) => ({ commands })), version: 1 })
}

afterEach(() => offer())

describe('conflicts', () => {
  it('are two commands with one combination in one scope', () => {
    const table = [command('a.one', { keys: ['Mod+Shift+P'] }), command('b.two', { keys: ['Shift+Mod+P', 'J'] })]
    expect(conflictsOf(table)).toEqual([{ keys: 'Mod+Shift+P', scope: 'list', ids: ['a.one', 'b.two'] }])
  })

  it('are not the same keys in different scopes', () => {
    expect(conflictsOf([command('a.one', { keys: ['J'] }), command('b.two', { keys: ['J'], scope: 'chart' })])).toEqual([])
  })
})

describe('the table', () => {
  it('holds the latest offer of an id', () => {
    offer([command('run.pause', { title: 'old' })], [command('run.pause', { title: 'new' })])
    expect(activeCommands().map(({ title }) => title)).toEqual(['new'])
  })

  it('runs a command by id and says whether it did', () => {
    const run = vi.fn()
    offer([command('run.pause', { run }), command('run.stop', { when: false, run })])
    expect([runCommand('run.pause'), runCommand('run.stop'), runCommand('run.none')]).toEqual([true, false, false])
    expect(run).toHaveBeenCalledTimes(1)
  })

  it('asks a condition when it is needed', () => {
    let allowed = false
    offer([command('run.pause', { when: () => allowed })])
    const found = findCommand('run.pause')
    expect(found && canRun(found)).toBe(false)
    allowed = true
    expect(found && canRun(found)).toBe(true)
  })
})

describe('printed keys', () => {
  it('leave out single letters when they are off', () => {
    expect(printableKeys(['J', 'Mod+J'], false, true)).toEqual(['Mod+J'])
  })

  it('leave out what a browser keeps for itself', () => {
    expect(printableKeys(['Mod+N', 'Alt+N'], true, false)).toEqual(['Alt+N'])
    expect(printableKeys(['Mod+N', 'Alt+N'], true, true)).toEqual(['Mod+N', 'Alt+N'])
  })
})

describe('the commands of the window', () => {
  const all = shellCommands({ hasProject: true, canGoBack: true, canGoForward: true, hasSidebar: true, hasPanel: true })

  it('have no conflicts', () => {
    expect(conflictsOf(all)).toEqual([])
  })

  it('have one id each, area and verb', () => {
    const ids = all.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^[a-z]+\.[a-zA-Z]+$/)
  })

  it('leave single letters to the screens, since they act everywhere', () => {
    const single = all.flatMap((entry) => entry.keys ?? []).filter((keys) => !keys.includes('+') && !/^F\d/.test(keys))
    expect(single).toEqual(['?'])
  })

  it('need a project for what a project has', () => {
    const without = shellCommands({
      hasProject: false,
      canGoBack: false,
      canGoForward: false,
      hasSidebar: false,
      hasPanel: false
    })
    const off = without.filter((entry) => !canRun(entry)).map(({ id }) => id)
    expect(off).toEqual(
      expect.arrayContaining(['go.runs', 'go.explore', 'go.annotate', 'go.export', 'go.back', 'edit.undo', 'project.close'])
    )
    expect(off).not.toContain('project.new')
  })
})
