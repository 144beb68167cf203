/** A project and a run that are there, and what every dialog around a label is given. */
export interface Place {
  project: string
  run: string
}

export interface AroundDialogProps {
  place: Place
  onClose: () => void
}
