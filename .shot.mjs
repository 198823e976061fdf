import { chromium } from 'playwright-core';
const [,, base, out, cookieFile, ...pages] = process.argv;
import fs from 'node:fs';
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu','--disable-quic','--disable-background-networking','--disable-component-update','--disable-sync','--no-first-run','--disable-dev-shm-usage'] });
const sizes = [[1440,900],[390,844]];
for (const scheme of ['light','dark']) for (const [w,h] of sizes) {
  const c = await b.newContext({ viewport: { width: w, height: h }, colorScheme: scheme });
  if (fs.existsSync(cookieFile)) { const l = fs.readFileSync(cookieFile,'utf8').split('\n').map(x=>x.replace('#HttpOnly_','')).filter(x=>x&&!x.startsWith('#')); for (const x of l){const f=x.split('\t'); await c.addCookies([{name:f[5],value:f[6],domain:'localhost',path:'/'}]);} }
  const p = await c.newPage(); p.on('console', m => { if (m.type()==='error') console.log('console', w, scheme, m.text()); });
  for (const pg of pages) { await p.goto(base+pg); await p.waitForLoadState('load'); await p.waitForTimeout(2500); const n = pg.replace(/\W+/g,'_')||'root'; await p.screenshot({ path: `${out}/${n}-${w}-${scheme}.png` }); }
  await c.close();
}
await b.close();
