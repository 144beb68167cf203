/** `loupe guidelines`: the guidelines and the tags that a project has agreed on. */
import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { z } from 'zod'
import { Guide, TagDefinition } from '../../../contract/records/annotation'
import { textLimits } from '../../../contract/records/label'
import { LoupeError } from '../../../contract/wire/errors'
import { openProject, readProject } from '../find'
import { fromCaller } from '../paths'
import { oneLine } from '../printable'
import { addAction, type CommandHost } from './command'
import { textOf } from './options'

interface Options {
  json?: boolean
  from?: string
  tags?: string
  renameTag?: [string, string]
}

/** Tags as a file may have them: color, key and description may be left out. */
const GivenTags = z
  .array(TagDefinition.partial({ color: true, key: true, description: true }))
  .transform((tags) => tags.map((tag, index) => ({ color: (index % 6) + 1, key: null, description: '', ...tag })))

export function addGuidelines(host: CommandHost, program: Command): void {
  const command = program
    .command('guidelines')
    .description('guidelines and tags of the project: show them, or take them from files')
    .argument('<project>', 'folder of the project')
    .option('--from <file>', 'guidelines from a Markdown file')
    .option('--tags <file>', 'tags from a JSON file: [{"tag", "color": 1–6, "key": "1"–"9", "description"}]')
    .option('--rename-tag <name=new>', 'rename a tag on all labels and among the agreed ones', renameOf)
  addAction<Options>(host, command, async (session, { from, tags: tagFile, renameTag }, [folder]) => {
    const change = {
      ...(from === undefined ? {} : { guidelines: textIn(from) }),
      ...(tagFile === undefined ? {} : { tags: tagsIn(tagFile) })
    }
    const isReading = from === undefined && tagFile === undefined && renameTag === undefined
    const project = await (isReading ? readProject : openProject)(session, folder)
    const before = await session.client.call('annotation.guide', { project: project.id })
    const given = withRename({ ...before, ...change }, renameTag)
    const guide = isReading ? before : await session.client.call('annotation.setGuide', { project: project.id, ...given })
    session.out.result(guide, [
      ...guide.tags.map(
        ({ tag, key, description }) => `${key ?? ' '}  ${oneLine(tag)}${description ? `: ${oneLine(description)}` : ''}`
      ),
      ...(guide.guidelines ? guide.guidelines.split('\n').map(oneLine) : ['No guidelines.'])
    ])
    return undefined
  })
}

function renameOf(text: string): [string, string] {
  const at = text.indexOf('=')
  const name = textOf(1, textLimits.tag)
  return [name(text.slice(0, Math.max(0, at)).trim()), name(text.slice(at + 1).trim())]
}

function withRename(guide: Guide, rename: [string, string] | undefined) {
  if (!rename) return { guide }
  const [from, to] = rename
  return {
    guide: { ...guide, tags: guide.tags.map((tag) => (tag.tag === from ? { ...tag, tag: to } : tag)) },
    renamed: [{ from, to }]
  }
}

function textIn(file: string): string {
  const path = fromCaller(file)
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
  const checked = Guide.shape.guidelines.safeParse(text)
  if (checked.success) return text
  throw new LoupeError('malformed', `${path} is too long for guidelines`, { place: path, hint: checked.error.issues[0].message })
}

function tagsIn(file: string): Guide['tags'] {
  const path = fromCaller(file)
  const text = readFileSync(path, 'utf8')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new LoupeError('malformed', `${path} is not JSON`, { place: path })
  }
  const checked = GivenTags.pipe(Guide.shape.tags).safeParse(value)
  if (checked.success) return checked.data
  const [issue] = checked.error.issues
  throw new LoupeError('malformed', `${path} holds no tags: ${issue.path.join('.')} ${issue.message}`, {
    place: path,
    hint: 'Give [{"tag": "syntax", "color": 1, "key": "1", "description": "…"}]; only "tag" must be there.'
  })
}
