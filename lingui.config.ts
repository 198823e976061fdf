import { formatter } from '@lingui/format-po'
import { defineConfig } from '@lingui/conf'

/** Message ids are the English texts; `npx lingui extract` brings the catalogues up to date. */
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'de'],
  catalogs: [
    {
      path: '<rootDir>/src/shells/console/locales/{locale}',
      include: ['design', 'shells/console', 'core/*/ui', 'features/*/ui', 'features/*/contract'].map(
        (folder) => `<rootDir>/src/${folder}/**/*.{ts,tsx}`,
      ),
      exclude: ['**/*.test.*'],
    },
  ],
  format: formatter({ lineNumbers: false, origins: false }),
  orderBy: 'messageId',
})
