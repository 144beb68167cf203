/** Script and style sheet of the one-file viewer, built from renderer/viewer by scripts/viewer-plugin.mjs. */
declare module 'virtual:loupe-viewer' {
  export const script: string
  export const style: string
}
