/** Drafts by a language model: the switch, the server, the model, prices, the key. Off, and Loupe opens no connection. */
import type { Result } from '../../../contract/calls/index'
import type { ModelSettings } from '../../../contract/records/draft'
import { useAct, useCall } from '../../app/engine/queries'
import { Checkbox } from '../../widgets/checkbox'
import { Failed } from '../../widgets/empty'
import { KeptField } from './kept-field'
import { ModelChoice } from './model-choice'
import { ModelKeyField } from './model-key-field'
import styles from './settings.module.css'

export function ModelSection() {
  const { data, error } = useCall('drafts.settings', {}, { fresh: true })
  return (
    <section className={styles.group} aria-labelledby="model-section">
      <h2 id="model-section" className="heading">
        Drafts by a language model
      </h2>
      {error && <Failed error={error} />}
      {data && <ModelFields kept={data} />}
    </section>
  )
}

function ModelFields({ kept: { settings, key } }: { kept: Result<'drafts.settings'> }) {
  const change = useAct('drafts.changeSettings', { quiet: true })
  const set = (part: Partial<ModelSettings>) => change.mutate(part)
  const setPrice = (part: Partial<ModelSettings['price']>) => set({ price: { ...settings.price, ...part } })
  return (
    <>
      <Checkbox checked={settings.on} onChange={(on) => set({ on })}>
        Let a language model draft labels
      </Checkbox>
      <p className={styles.note}>
        Off: Loupe opens no connection. On: when you start a draft, examples of its features, which are text from your data, go to
        the server below and nowhere else. The texts come back as suggestions.
      </p>
      <div className={styles.model}>
        <KeptField
          label="Address"
          mono
          value={settings.address}
          hint="Base of an OpenAI-compatible server. On this machine: Ollama http://127.0.0.1:11434/v1, llama.cpp http://127.0.0.1:8080/v1"
          error={change.error ? `${change.error.message}. ${change.error.hint ?? ''}` : undefined}
          onKeep={(address) => set({ address })}
        />
        <Checkbox checked={settings.plainHttp} onChange={(plainHttp) => set({ plainHttp })}>
          Allow http:// to other machines, unencrypted
        </Checkbox>
        <ModelChoice settings={settings} onChange={(model) => set({ model })} />
        <div className={styles.prices}>
          <KeptField
            label="Price of a million tokens sent"
            mono
            value={settings.price.input === null ? '' : String(settings.price.input)}
            hint="Empty: not known"
            onKeep={(text) => setPrice({ input: priceFrom(text) })}
          />
          <KeptField
            label="… received"
            mono
            value={settings.price.output === null ? '' : String(settings.price.output)}
            hint="Empty: not known"
            onKeep={(text) => setPrice({ output: priceFrom(text) })}
          />
        </div>
        <ModelKeyField state={key} address={settings.address} />
      </div>
    </>
  )
}

/** What is no price is not known. */
function priceFrom(text: string): number | null {
  const value = Number(text)
  return text.trim() === '' || !Number.isFinite(value) || value < 0 ? null : value
}
