/** The Python that runs the snippets of docs/formats.md: that of the peers with nnsight and h5py beside it. */
import { execFileSync } from 'node:child_process'
import { peerVersions } from './environment.mjs'
import { environmentBeside } from './environment-beside.mjs'

export const snippetVersions = { ...peerVersions, nnsight: '0.8.1', h5py: '3.16.0' }

/** Makes the environment when it is not there; gives its Python. Throws when the peers' own is missing or pip fails. */
export const snippetPython = environmentBeside({
  name: 'snippets',
  what: 'nnsight and h5py',
  versions: snippetVersions,
  whole: [`nnsight==${snippetVersions.nnsight}`, `h5py==${snippetVersions.h5py}`],
  imports: 'h5py, nnsight, sae_lens, transformer_lens'
}).make

/** Versions of what the snippets use, as the environment reports them. */
export function installedVersions(python) {
  const names = ['numpy', 'torch', 'safetensors', 'h5py', 'pyarrow', 'datasets', 'transformers', 'transformer-lens', 'nnsight']
  const code = `import json, importlib.metadata as m; print(json.dumps({n: m.version(n) for n in ${JSON.stringify(names)}}))`
  return JSON.parse(execFileSync(python, ['-c', code]).toString())
}
