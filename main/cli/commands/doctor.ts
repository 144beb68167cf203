/** `loupe doctor`: every part of this installation, tried. */
import type { Command } from 'commander'
import type { DoctorPart } from '../../../contract/records/doctor'
import { addAction, type CommandHost } from './command'

const marks: Record<DoctorPart['state'], string> = { ok: '✓', fallback: '~', missing: '–', failed: '✗' }

export function addDoctor(host: CommandHost, program: Command): void {
  const command = program.command('doctor').description('try every part of this installation')
  addAction(host, command, async ({ client, out }) => {
    const doctor = await client.call('engine.doctor', {})
    const verdict = doctor.healthy ? 'Everything that is needed works.' : 'Something that is needed does not work.'
    out.result(doctor, [...doctor.parts.flatMap(partLines), verdict])
    return doctor.healthy ? 0 : 1
  })
}

function partLines({ part, state, version, origin, checked, hint }: DoctorPart): string[] {
  const facts = [state === 'ok' ? '' : state, version, origin, checked].filter((fact) => fact !== '').join(', ')
  return [`${marks[state]} ${part}: ${facts}`, ...(hint ? [`    ${hint}`] : [])]
}
