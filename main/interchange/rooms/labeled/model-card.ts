/** README.md of a labeled dictionary: a model card as hubs show it, with a head in YAML. */
import { join } from 'node:path'
import { formatTitles } from '../../../../contract/records/dictionary-report'
import type { Receipt } from '../../../../contract/records/export'
import type { LabelCounts } from '../../export/label-counts'
import type { ExportMaterial } from '../../export/material'
import { type FileFacts, writeFileWhole } from '../../files/file-writer'
import { writerOf } from '../../writers/registry'

export const cardFile = 'README.md'

export function writeCard(folder: string, material: ExportMaterial, counts: LabelCounts): Promise<FileFacts> {
  return writeFileWhole(join(folder, cardFile), [modelCard(material, counts)])
}

/** Names are cut to one line: they come from people. */
export function modelCard({ origin, dictionary }: ExportMaterial, counts: LabelCounts): string {
  const { run, names, format = 'saelens', type, loupeVersion, createdAt } = origin
  const writer = writerOf(format)
  return [
    '---',
    `license: ${JSON.stringify(names.license ?? 'unknown')}`,
    `library_name: ${JSON.stringify(format === 'saelens' ? 'saelens' : 'loupe')}`,
    'tags:',
    '- sparse-autoencoder',
    '- interpretability',
    '- loupe',
    ...(names.model ? [`base_model: ${JSON.stringify(names.model)}`] : []),
    '---',
    '',
    `# ${oneLine(run.name)}`,
    '',
    `A sparse dictionary (${dictionary.kind ?? 'sae'}, ${dictionary.architecture}) of ${number(dictionary.dSae)} features over activations of ${number(dictionary.dIn)} dimensions, with labels. Written by Loupe ${loupeVersion} on ${new Date(createdAt).toISOString()}.`,
    '',
    ...table([
      ['model', names.model ?? 'not recorded'],
      ['place', names.hook ?? 'not recorded'],
      ['run', `${oneLine(run.name)}, step ${number(run.step)}`],
      ['weights', `${formatTitles[writer.name]}, ${type}, \`${writer.weights}\``],
      ['license', names.license ?? 'not stated']
    ]),
    '',
    '## Files',
    '',
    `- \`${writer.weights}\`: the weights, for raw activations`,
    '- `labels.jsonl`: labels, facts and examples, one feature a line (`labels.schema.json` describes a line)',
    '- `features.csv`, `features.parquet`: the same as tables',
    '- `check.safetensors`: some rows with what Loupe computes of them; they are real data, leave the file out where that may not be published',
    '- `receipt.json`: what was written from what, checksums, what was proven, known gaps; `loupe verify` repeats the check',
    '',
    '## Metrics on validation rows',
    '',
    ...metricsOf(origin.validation),
    '',
    '## Labels',
    '',
    ...table([
      ['labeled', number(counts.byStatus.labeled)],
      ['not interpretable', number(counts.byStatus['not-interpretable'])],
      ['draft', number(counts.byStatus.draft)],
      ['without a label', number(counts.byStatus.pending)],
      ['share of activation mass with a label', `${(100 * counts.massLabeled).toFixed(1)} %`]
    ]),
    '',
    '## Data',
    '',
    ...table([
      ['name', oneLine(origin.data.name)],
      ['fingerprint', origin.data.fingerprint],
      [
        'rows',
        `${number(origin.data.trainRows)} training, ${number(origin.data.validationRows)} validation, ${number(origin.data.leftOut)} left out`
      ],
      ['input scale (folded into the weights)', String(origin.data.inputScale)]
    ]),
    '',
    '## Recipe',
    '',
    '```json',
    JSON.stringify(origin.config, undefined, 2),
    '```',
    ''
  ].join('\n')
}

function metricsOf(validation: Receipt['validation']): string[] {
  const rows = Object.entries(validation).map(([key, value]): [string, string] => [key, String(Number(value.toPrecision(5)))])
  return rows.length > 0 ? table(rows) : ['None: no rows were set aside.']
}

function table(rows: [string, string][]): string[] {
  return ['| | |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${value.replaceAll('|', '\\|')} |`)]
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}

function number(value: number): string {
  return value.toLocaleString('en-US')
}
