/** Every component in every state, light and dark, in both directions of text: what is looked at before a change is called done. */
import { useEffect, useState } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { RadioGroup } from '#design/choice/choice.tsx'
import { useTitle } from '#design/page-header/page-header.tsx'
import { prefer, usePreferences } from '#design/preferences/preferences.ts'
import { controls } from './controls.tsx'
import { data } from './data.tsx'
import { overlays } from './overlays.tsx'
import { states } from './states.tsx'
import styles from './gallery.module.css'
import type { Exhibit } from './exhibit.ts'

const exhibits: readonly Exhibit[] = [...controls, ...data, ...states, ...overlays]

export function Gallery() {
  useTitle('Gallery')
  const { theme, density } = usePreferences()
  const [direction, setDirection] = useState<'ltr' | 'rtl'>('ltr')
  useEffect(() => {
    document.documentElement.dir = direction
    return () => document.documentElement.removeAttribute('dir')
  }, [direction])
  return (
    <I18nProvider locale={direction === 'rtl' ? 'ar' : 'en'}>
      <main className={styles['gallery']}>
        <header className={styles['head']}>
          <h1 className={styles['title']}>Gallery</h1>
          <RadioGroup
            bar
            hideLabel
            label="Theme"
            value={theme}
            onChange={(next) => prefer({ theme: next })}
            options={[
              { value: 'system', label: 'System' },
              { value: 'light', label: 'Light' },
              { value: 'dark', label: 'Dark' },
            ]}
          />
          <RadioGroup
            bar
            hideLabel
            label="Density"
            value={density}
            onChange={(next) => prefer({ density: next })}
            options={[
              { value: 'comfortable', label: 'Comfortable' },
              { value: 'compact', label: 'Compact' },
            ]}
          />
          <RadioGroup
            bar
            hideLabel
            label="Direction"
            value={direction}
            onChange={setDirection}
            options={[
              { value: 'ltr', label: 'Left to right' },
              { value: 'rtl', label: 'Right to left' },
            ]}
          />
        </header>
        <div className={styles['grid']}>
          {exhibits.map((exhibit) => (
            <div key={exhibit.title} className={styles['exhibit']}>
              <h2 className={styles['name']}>{exhibit.title}</h2>
              <div className={styles['stage']} role="region" aria-label={exhibit.title} tabIndex={0}>
                {exhibit.show()}
              </div>
            </div>
          ))}
        </div>
      </main>
    </I18nProvider>
  )
}
