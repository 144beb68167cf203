/** Settings of this window, and what this machine offers (the parts that `loupe doctor` checks). Few: defaults are good. */
import { Screen } from '../../app/layout/screen'
import { changeSettings, type ThemeChoice, useSettings } from '../../app/settings'
import { Checkbox } from '../../widgets/checkbox'
import { TextField } from '../../widgets/field'
import { Head } from '../../widgets/head'
import { Segment } from '../../widgets/segment'
import { KeysSection } from './keys-section'
import { MachineSection } from './machine-section'
import { ModelSection } from './model-section'
import styles from './settings.module.css'

const themes: { value: ThemeChoice; label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' }
]

export function SettingsScreen() {
  const { theme, singleKeys, annotator } = useSettings()
  return (
    <Screen scope="settings" head={<Head title="Settings" />}>
      <div className={styles.page}>
        <section className={styles.group}>
          <h2 className="heading">Theme</h2>
          <Segment label="Theme" options={themes} value={theme} onChange={(choice) => changeSettings({ theme: choice })} />
        </section>
        <section className={styles.group}>
          <h2 className="heading">Keys</h2>
          <Checkbox checked={singleKeys} onChange={(on) => changeSettings({ singleKeys: on })}>
            Single-letter keys
          </Checkbox>
          <p className={styles.note}>
            Letters, digits and signs without Ctrl act outside text fields. Off, for dictation and other input methods: every
            command stays in the palette.
          </p>
          <KeysSection />
        </section>
        <section className={styles.group}>
          <h2 className="heading">Annotator</h2>
          <div className={styles.name}>
            <TextField
              label="Name"
              value={annotator}
              maxLength={80}
              hint="Written beside every label edit. Empty: the name of the system user."
              onChange={(name) => changeSettings({ annotator: name })}
            />
          </div>
        </section>
        <ModelSection />
        <MachineSection />
      </div>
    </Screen>
  )
}
