/** What the study of logits needs: the unembedding of the model, and, for words in place of ids, its vocabulary. */
import { useState } from 'react'
import { FileField } from '../../app/project/file-field'
import type { AskedQuestion } from '../../app/studies/same-question'
import { FormDialog } from '../../widgets/dialog/form-dialog'
import { TextField } from '../../widgets/field'

export interface LogitsDialogProps {
  onStart: (question: AskedQuestion & { kind: 'logits' }) => void
  onClose: () => void
}

export function LogitsDialog({ onStart, onClose }: LogitsDialogProps) {
  const [path, setPath] = useState('')
  const [array, setArray] = useState('')
  const [vocabulary, setVocabulary] = useState('')
  const ready = path.trim() !== ''
  const start = () => ready && onStart(logitsQuestion({ path, array, vocabulary }))
  return (
    <FormDialog title="Direct logits" width={560} onClose={onClose} submitWords="Compute" canSubmit={ready} onSubmit={start}>
      <p>
        Multiplies every decoder row with the unembedding of the model: which tokens a feature makes likelier on the direct path,
        without later layers and the final norm.
      </p>
      <FileField label="Unembedding" placeholder="/model/model.safetensors" path={path} onChange={setPath} onEnter={start} />
      <TextField
        label="Array"
        mono
        placeholder="lm_head.weight, where the file has several"
        value={array}
        onChange={setArray}
        onEnter={start}
      />
      <FileField
        label="Vocabulary"
        placeholder="optional: tokenizer.json, vocab.json or a token per line"
        path={vocabulary}
        onChange={setVocabulary}
        onEnter={start}
      />
    </FormDialog>
  )
}

interface LogitsFiles {
  path: string
  array: string
  vocabulary: string
}

export function logitsQuestion({ path, array, vocabulary }: LogitsFiles): AskedQuestion & { kind: 'logits' } {
  return {
    kind: 'logits',
    unembedding: { path: path.trim(), ...(array.trim() !== '' && { array: array.trim() }) },
    ...(vocabulary.trim() !== '' && { vocabulary: vocabulary.trim() })
  }
}
