/** What the build makes of a .po file: message id → text, or the compiled form of one with placeholders. */
declare module '*.po' {
  export const messages: Record<string, string>
}
