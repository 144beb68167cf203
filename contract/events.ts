/** What the engine announces by itself. An event says that something is so; it asks for nothing. */
import { z } from 'zod'
import { Id, Index } from './records/basics'
import { Job } from './records/job'
import { Label } from './records/label'
import { LiveFrame } from './records/metrics'
import { Project, ProjectCard } from './records/project'
import { Run } from './records/run'
import { ErrorRecord } from './wire/errors'

export const events = {
  'job.changed': Job,
  'run.changed': z.object({ project: Id, run: Run }),
  'run.deleted': z.object({ project: Id, run: Id }),
  /** New metrics of a training run, at least 4 times a second while it trains; merged when the receiver is slow. */
  'run.frame': z.object({ project: Id, frame: LiveFrame }),
  'label.changed': z.object({ project: Id, label: Label }),
  /** Many labels of a run changed at once: ask again for what is shown. */
  'labels.changed': z.object({ project: Id, run: Id }),
  /** Comments or groups of a run; without one the tags or guidelines of the project. */
  'annotation.changed': z.object({ project: Id, run: Id.optional() }),
  /** Kept suggestions of a run, or which ones were dismissed. */
  'suggestions.changed': z.object({ project: Id, run: Id }),
  /** Quizzes or rules of a run. */
  'checks.changed': z.object({ project: Id, run: Id }),
  /** What annotators say beside the labels of the project, judgments and final versions; of one feature where it is named. */
  'annotators.changed': z.object({ project: Id, run: Id, feature: Index.optional() }),
  'analysis.changed': z.object({ project: Id, run: Id }),
  /** A study of the run was answered, failed, or was taken away. */
  'studies.changed': z.object({ project: Id, run: Id }),
  /** Drafts by a language model of a run: how far they are, or what they gave. */
  'drafts.changed': z.object({ project: Id, run: Id }),
  /** Pinned features of a run, or what is known of them. */
  'pins.changed': z.object({ project: Id, run: Id }),
  /**
   * The Loupe through which the project was open has ended. With a record this one has it now, or joined the next; with an error
   * nobody could take it. What was answered is saved; calls that were under way were rejected with `disconnected`.
   */
  'project.handedOver': z.object({ project: Id, record: Project.optional(), error: ErrorRecord.optional() }),
  /** Saved views of the project. */
  'views.changed': z.object({ project: Id }),
  'projects.changed': z.array(ProjectCard)
}

export type EventName = keyof typeof events
export type EventPayload<E extends EventName> = z.output<(typeof events)[E]>
