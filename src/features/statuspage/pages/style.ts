/** The style of public pages, inside each page so that one answer is the whole of it; light and dark follow the reader's system. */

const STYLE = `
:root{color-scheme:light dark;--ground:light-dark(#fbfaf8,#15171b);--raised:light-dark(#fff,#1d2026);--line:light-dark(#dedbd5,#353a43);--ink:light-dark(#1d2027,#eef0f3);--quiet:light-dark(#5a5f69,#a9afba);--operational:light-dark(#1a7f4b,#4ac285);--degraded:light-dark(#8a6a00,#e2c04d);--maintenance:light-dark(#2f62b5,#7fb0f5);--partial_outage:light-dark(#b4550a,#f0984f);--major_outage:light-dark(#c02626,#f47c74);--unknown:light-dark(#8b9099,#6d747f)}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.55 system-ui,'Segoe UI','Noto Sans',sans-serif;overflow-wrap:anywhere}
header,main,footer{max-width:760px;margin:0 auto;padding:0 20px}
header{padding-top:36px}
.brand{height:6px;background:var(--brand)}
h1{display:flex;flex-wrap:wrap;align-items:center;gap:8px 14px;margin:0;font-size:26px;line-height:1.25}
.logo{display:block;max-width:220px;max-height:44px}
h2{margin:36px 0 12px;font-size:17px}
h3{margin:0;font-size:16px}
p{margin:6px 0}
a{color:inherit;text-underline-offset:3px}
a:focus-visible{outline:3px solid var(--brand);outline-offset:3px;border-radius:3px}
.quiet,time{color:var(--quiet);font-size:14px}
.now{display:flex;align-items:center;gap:12px;margin:24px 0;padding:18px 20px;border:1px solid var(--line);border-inline-start:6px solid var(--unknown);border-radius:10px;background:var(--raised);font-size:20px;font-weight:600}
.button,button{display:inline-block;margin:6px 0 0;padding:7px 16px;border:1px solid var(--line);border-radius:8px;background:var(--raised);color:inherit;font:inherit;font-size:15px;font-weight:600;text-decoration:none;cursor:pointer}
.button:hover,button:hover{border-color:var(--ink)}
input[type=email],input[type=url],select{display:block;width:100%;margin-top:6px;padding:9px 12px;border:1px solid var(--quiet);border-radius:8px;background:var(--ground);color:inherit;font:inherit}
input:focus-visible,select:focus-visible,button:focus-visible{outline:3px solid var(--brand);outline-offset:2px}
fieldset label{display:flex;gap:10px;align-items:baseline}
fieldset{margin:16px 0;padding:0;border:0}
legend{padding:0;font-weight:600}
[role=alert]{color:var(--major_outage);font-weight:600}
.card{border:1px solid var(--line);border-radius:10px;background:var(--raised);margin:0 0 12px;padding:14px 20px;list-style:none}
.form{margin-top:24px;padding-block:20px}
.part{padding:14px 0;border-top:1px solid var(--line)}
.part:first-child{border-top:0}
ul:first-child>.part:first-child{padding-top:2px}
.row{display:flex;flex-wrap:wrap;justify-content:space-between;gap:2px 16px}
.bars{display:block;width:100%;height:26px;margin:8px 0 2px}
.bars path{stroke:var(--unknown);stroke-width:10;stroke-dasharray:.72 .28;fill:none}
.dot{width:12px;height:12px;border-radius:50%;flex:none;background:var(--unknown)}
.label{font-size:14px;font-weight:600}
ol,ul{margin:0;padding:0;list-style:none}
.updates li{padding:10px 0 0}
.updates p{white-space:pre-line}
nav{display:flex;flex-wrap:wrap;gap:4px 20px}
footer{padding-top:28px;padding-bottom:48px;font-size:14px;color:var(--quiet)}
@media print{:root{color-scheme:light}body{background:#fff;color:#000}nav,.button{display:none}.card,.now{break-inside:avoid}.bars,.dot,.now{print-color-adjust:exact}}
`

const COLOURED = ['operational', 'degraded', 'maintenance', 'partial_outage', 'major_outage'] as const
const BY_STATE = COLOURED.map(
  (state) =>
    `.${state} .dot,.dot.${state}{background:var(--${state})}.bars .${state}{stroke:var(--${state})}.now.${state}{border-color:var(--${state});background:color-mix(in oklab,var(--${state}) 9%,var(--raised))}.label.${state}{color:var(--${state})}`,
).join('\n')

/** Petrol, as the product itself. */
const COLOUR = '#0a6e7c'
const HEX = /^#[0-9a-f]{6}$/

/** The colour of a page; the product's own for one that is none. */
export function brandOf(colour: string | null): string {
  return colour !== null && HEX.test(colour) ? colour : COLOUR
}

/** The whole sheet. */
export function styleOf(colour: string | null): string {
  return `:root{--brand:${brandOf(colour)}}${STYLE}${BY_STATE}`
}
