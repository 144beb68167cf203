/** The project that all themes of annotation.test.ts work on, one after the other; what is in it is there once it was started. */
import { type LabeledProject, labeledProject } from '../labeled-project'

export class AnnotatedProject {
  private inner: LabeledProject | undefined
  /** A feature that fires on some hundred rows. */
  busiest = -1

  async start(): Promise<void> {
    this.inner = await labeledProject()
    type Found = { features: { id: number; activeRows: number }[] }
    const { features } = await this.told<Found>('features', 'p.loupe', '--sort', 'mass')
    this.busiest = (features.find(({ activeRows }) => activeRows > 100 && activeRows < 400) ?? features[0]).id
  }

  readonly told: LabeledProject['told'] = (...args) => this.started.told(...args)
  readonly refused: LabeledProject['refused'] = (...args) => this.started.refused(...args)

  get folder(): string {
    return this.started.folder
  }

  /** Folder of the built entries. */
  get entries(): string {
    return this.started.entries
  }

  remove(): void {
    this.inner?.remove()
  }

  private get started(): LabeledProject {
    if (!this.inner) throw new Error('the project was not started')
    return this.inner
  }
}
