/** A checkpoint of another run, for a field that takes its weights or its features from there. */
import type { Run, StartFrom } from '../../../../contract/records/run'
import { formatCount } from '../../../widgets/format'
import { Select } from '../../../widgets/select'
import { latestFirst } from '../run-words'
import type { ConfigInputProps } from './config-input'

export function SourceInput({ field, draft, runs, error, onChoose, id }: ConfigInputProps & { id: string }) {
  const source = draft.config[field.key] as StartFrom | undefined
  return (
    <Select
      id={id}
      label={field.label}
      hint={field.hint}
      error={error}
      value={source ? sourceKey(source) : ''}
      onChange={(key) => onChoose(field.key, sourceOf(key))}
      options={[{ value: '', label: field.empty ?? 'nothing' }, ...sourceOptions(runs, source)]}
    />
  )
}

/** Every kept checkpoint, the latest runs and steps first; one that is set but gone stays in view. */
export function sourceOptions(runs: readonly Run[], source: StartFrom | undefined): { value: string; label: string }[] {
  const options = runs.flatMap((run) =>
    latestFirst(run.checkpoints).map(({ step }, i) => ({
      value: sourceKey({ run: run.id, step }),
      label: `${run.name}, step ${formatCount(step)}${i === 0 ? ', latest' : ''}`
    }))
  )
  if (source === undefined) return options
  const key = sourceKey(source)
  if (options.some((option) => option.value === key)) return options
  const name = runs.find((run) => run.id === source.run)?.name ?? source.run
  return [
    { value: key, label: source.step === undefined ? `${name}, latest` : `${name}, step ${formatCount(source.step)}, gone` },
    ...options
  ]
}

function sourceKey({ run, step }: StartFrom): string {
  return step === undefined ? run : `${run} ${step}`
}

function sourceOf(key: string): StartFrom | undefined {
  if (key === '') return undefined
  const [run, step] = key.split(' ')
  return step === undefined ? { run } : { run, step: Number(step) }
}
