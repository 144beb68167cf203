/**
 * The one table of commands. It feeds keys, palette, key help, native menu and the hints on buttons.
 * Commands live while the component that offers them is mounted (`useCommands`); keys reach them by key-dispatch.ts.
 */
import { useEffect, useRef } from 'react'
import { create } from 'zustand'
import { useSettings } from '../settings'
import { canonicalKeys, parseKeys } from './keys'
import { noteCommand } from './known-commands'
import { keysOf, type OwnKeys } from './own-keys'

/** Where a command's keys act: everywhere, or only inside the part of the screen that carries this `data-scope`. */
type Scope = 'global' | 'list' | 'feature' | 'chart' | (string & {})

export interface Command {
  /** `area.verb`, such as `run.pause`. */
  id: string
  /** Sentence case, `…` when more input follows. */
  title: string
  /** Said beside the title in the palette: what it would act on. */
  detail?: string
  /** `Mod+Shift+P`, `J`, `[`, `Alt+ArrowLeft`; the first one is printed. `!` before it: fires in text fields too. */
  keys?: string[]
  scope: Scope
  /** Left out or true: can run now. */
  when?: boolean | (() => boolean)
  run(event?: KeyboardEvent): void
  /** Not in the palette (stepping, choosing). Keys still work and key help still lists it. */
  hidden?: boolean
}

interface Registration {
  /** Set anew by each render, so that `run` and `when` never see old state. */
  commands: Command[]
}

interface Registry {
  registrations: Registration[]
  /** Grows when the set of commands changes, so that hints are drawn anew. */
  version: number
}

export const useRegistry = create<Registry>()(() => ({ registrations: [], version: 0 }))

/** Offers commands while the calling component is mounted. Pass a fresh array each render; that is cheap. */
export function useCommands(commands: Command[]): void {
  const registration = useRef<Registration>({ commands })
  registration.current.commands = commands
  const shape = commands.map(shapeOf).join('\n')
  useEffect(() => {
    const entry = registration.current
    useRegistry.setState((state) => ({ registrations: [...state.registrations, entry], version: state.version + 1 }))
    return () =>
      useRegistry.setState((state) => ({
        registrations: state.registrations.filter((other) => other !== entry),
        version: state.version + 1
      }))
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: announces that keys, titles or conditions changed
  useEffect(() => {
    for (const command of registration.current.commands) noteCommand(command)
    useRegistry.setState((state) => ({ version: state.version + 1 }))
  }, [shape])
}

/** All commands that are offered now, the latest offered first, with the keys that hold; of equal ids only the latest. */
export function activeCommands(): Command[] {
  const byId = new Map<string, Command>()
  for (const { commands } of [...useRegistry.getState().registrations].reverse())
    for (const command of commands) if (!byId.has(command.id)) byId.set(command.id, command)
  const { ownKeys } = useSettings.getState()
  return [...byId.values()].map((command) => withOwnKeys(command, ownKeys))
}

function withOwnKeys(command: Command, own: OwnKeys): Command {
  if (own[command.id] === undefined) return command
  return { ...command, keys: [...keysOf({ id: command.id, keys: command.keys ?? [] }, own)] }
}

export function findCommand(id: string): Command | undefined {
  return activeCommands().find((command) => command.id === id)
}

export function canRun(command: Command): boolean {
  return typeof command.when === 'function' ? command.when() : command.when !== false
}

/** Runs a command by id; false when nothing offers it or its condition does not hold. */
export function runCommand(id: string, event?: KeyboardEvent): boolean {
  const command = findCommand(id)
  if (!command || !canRun(command)) return false
  command.run(event)
  return true
}

/** Pairs of commands that one key press in one scope could mean. Empty in a sound table. */
export function conflictsOf(commands: Command[]): { keys: string; scope: string; ids: [string, string] }[] {
  const seen = new Map<string, string>()
  const conflicts: { keys: string; scope: string; ids: [string, string] }[] = []
  for (const command of commands)
    for (const text of command.keys ?? []) {
      const keys = canonicalKeys(text)
      const place = `${command.scope} ${keys}`
      const other = seen.get(place)
      if (other !== undefined && other !== command.id) conflicts.push({ keys, scope: command.scope, ids: [other, command.id] })
      else seen.set(place, command.id)
    }
  return conflicts
}

function shapeOf(command: Command): string {
  for (const text of command.keys ?? []) parseKeys(text)
  return [command.id, command.title, command.detail, command.keys?.join(' '), command.scope, canRun(command)].join('|')
}
