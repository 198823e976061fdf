/** Starts the console. */
import '#design/tokens.css'
import '#design/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { preferences, showPreferences } from '#design/preferences/preferences.ts'
import { Console } from './console.tsx'
import { speak } from './language.ts'

showPreferences()
await speak(preferences().locale)

const host = document.getElementById('console')
if (!host) throw new Error('index.html has no element #console')
createRoot(host).render(
  <StrictMode>
    <Console />
  </StrictMode>,
)
