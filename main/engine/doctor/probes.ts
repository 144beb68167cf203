/** What is known of the tensor backend and of the other parts: found by a probe process, remembered for the engine's life. */
import type { BackendInfo, DoctorPart } from '../../../contract/records/doctor'
import type { ProcessSpawner } from '../jobs/job-process'
import { startProcess } from '../jobs/start-process'

export class Probes {
  private known: Promise<BackendInfo> | undefined

  constructor(private readonly spawner: ProcessSpawner) {}

  /** The backend that jobs will use. A probe that failed is tried again the next time. */
  backend(): Promise<BackendInfo> {
    this.known ??= this.ask().catch((error) => {
      this.known = undefined
      throw error
    })
    return this.known
  }

  /** What the parts that only a job process loads say of themselves. */
  async parts(): Promise<DoctorPart[]> {
    const result = await startProcess(this.spawner, { entry: 'probe', spec: { task: 'doctor' } }).result
    return result.task === 'doctor' ? result.parts : []
  }

  private async ask(): Promise<BackendInfo> {
    const result = await startProcess(this.spawner, { entry: 'probe', spec: { task: 'backend' } }).result
    if (result.task !== 'backend') throw new Error('the probe answered another question')
    return result.backend
  }
}
