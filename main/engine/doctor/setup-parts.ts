/** What set-up wrote of the parts that the engine can not try itself: Electron, system libraries, packages, the build. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { DoctorPart } from '../../../contract/records/doctor'
import { launchVariables } from '../../../contract/wire/relay'

const text = z.string().default('')
const SetupPart = z.object({
  part: z.string(),
  state: DoctorPart.shape.state.catch('ok'),
  version: text,
  origin: text,
  checked: text,
  hint: z.string().optional()
})
const SetupFile = z.object({ parts: z.array(SetupPart) })

/** Parts by name; empty when set-up never ran here (an installed Loupe) or its file can not be read. */
export function readSetup(path: string): Map<string, DoctorPart> {
  try {
    const { parts } = SetupFile.parse(JSON.parse(readFileSync(path, 'utf8')))
    return new Map(parts.map((part) => [part.part, part as DoctorPart]))
  } catch {
    return new Map()
  }
}

/** All of them, with Electron from the environment when this engine runs under one. */
export function setupParts(setup: Map<string, DoctorPart>): DoctorPart[] {
  const parts = [...setup.values()].filter(({ part }) => part !== 'build')
  const version = process.env[launchVariables.electronVersion]
  if (!version || setup.has('electron')) return parts
  return [{ part: 'electron', state: 'ok', version, origin: 'this window', checked: 'started the engine' }, ...parts]
}
