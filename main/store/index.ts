/**
 * The store: one project on disk. Only the engine opens it. What it offers is in project-store.ts;
 * jobs write files with files/checkpoint-folder and files/activation-index, never through here.
 */
export { createProject } from './create-project'
export { readCard } from './files/card'
export { openRecents, type RecentProjects } from './files/recents'
export { type OpenOptions, openProject } from './open-project'
