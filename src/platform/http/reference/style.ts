/** The style sheet of the reference and the page of codes; light and dark follow the system. A text here because it must be served wherever the program runs from. */
export const referenceStyle = `
:root {
  color-scheme: light dark;
  --ground: light-dark(oklch(99% 0.002 260), oklch(18% 0.01 260));
  --raised: light-dark(oklch(97% 0.004 260), oklch(22% 0.012 260));
  --line: light-dark(oklch(90% 0.008 260), oklch(32% 0.015 260));
  --text: light-dark(oklch(25% 0.02 260), oklch(93% 0.008 260));
  --faint: light-dark(oklch(48% 0.02 260), oklch(72% 0.015 260));
  --accent: light-dark(oklch(47% 0.16 260), oklch(78% 0.11 260));
}
* { box-sizing: border-box; }
html { scroll-padding-top: 16px; }
body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.6 system-ui, sans-serif; display: grid; grid-template-columns: 280px minmax(0, 1fr); }
a { color: var(--accent); text-underline-offset: 2px; }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 24px 16px; border-inline-end: 1px solid var(--line); background: var(--raised); font-size: 14px; }
nav ul { list-style: none; margin: 0 0 16px; padding: 0; }
nav a { display: block; padding: 2px 8px; color: inherit; text-decoration: none; overflow-wrap: anywhere; }
nav a:hover { text-decoration: underline; }
nav h2 { margin: 16px 0 4px; font-size: 13px; }
main { max-width: 900px; padding: 32px 40px 96px; }
h1 { margin: 0 0 8px; font-size: 32px; line-height: 1.2; }
h2 { margin: 56px 0 8px; font-size: 24px; text-transform: capitalize; }
h3 { margin: 0; font-size: 18px; overflow-wrap: anywhere; }
h3 a { color: inherit; text-decoration: none; }
h3 a:hover { text-decoration: underline; }
h4 { margin: 16px 0 4px; font-size: 14px; }
article { margin: 16px 0; padding: 20px 24px; border: 1px solid var(--line); border-radius: 8px; }
article:target { border-color: var(--accent); }
p { margin: 8px 0; }
code, pre { font: 14px/1.5 ui-monospace, monospace; }
pre { margin: 8px 0; padding: 12px 16px; overflow-x: auto; border-radius: 6px; background: var(--raised); }
.route { display: flex; gap: 8px; flex-wrap: wrap; margin: 8px 0; font-family: ui-monospace, monospace; font-size: 14px; overflow-wrap: anywhere; }
.method { font-weight: 700; color: var(--accent); }
.faint { color: var(--faint); font-size: 14px; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: 14px; }
th { text-align: start; font-weight: 600; color: var(--faint); }
th, td { padding: 6px 12px 6px 0; border-block-end: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
summary { cursor: pointer; padding: 8px 0; font-size: 14px; }
@media (max-width: 800px) {
  body { grid-template-columns: minmax(0, 1fr); }
  nav { position: static; height: auto; max-height: 40vh; border-inline-end: 0; border-block-end: 1px solid var(--line); }
  main { padding: 24px 16px 64px; }
}
@media print { nav { display: none; } body { display: block; } }
`
