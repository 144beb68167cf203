/**
 * Annotation through the `loupe` command with its real processes: labels of two people, files in and out, agreement, a quiz,
 * a rule against all stored activations, undo of a bulk edit, progress. The themes are on one project, which is made once, and build
 * on each other, in this order.
 */
import { afterAll, beforeAll } from 'vitest'
import { AnnotatedProject } from './annotation/annotated-project'
import { checksOfLabels } from './annotation/checks'
import { draftsOnTheCommandLine } from './annotation/drafts'
import { progressAndRestoring } from './annotation/progress'
import { queueOfFeatures } from './annotation/queue'
import { suggestionsOfFeatures } from './annotation/suggestions'
import { labelsOfTwoPeople } from './annotation/two-people'

const project = new AnnotatedProject()
beforeAll(() => project.start(), 120_000)
afterAll(() => project.remove())

labelsOfTwoPeople(project)
suggestionsOfFeatures(project)
checksOfLabels(project)
queueOfFeatures(project)
draftsOnTheCommandLine(project)
progressAndRestoring(project)
