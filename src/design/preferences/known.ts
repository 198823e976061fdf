/** Whether a value from the profile is one that this console knows; a newer server may send others. */
import { densities, type Density, type Locale, locales, type Theme, themes } from './preferences.ts'

export const isTheme = (value: unknown): value is Theme => themes.some((one) => one === value)
export const isDensity = (value: unknown): value is Density => densities.some((one) => one === value)
export const isLocale = (value: unknown): value is Locale => locales.some((one) => one === value)
