// Before the first paint: theme, density and language as this browser remembers them. A file of its own because our content
// security policy allows no inline script; src/design/preferences keeps what is read here.
;(function () {
  try {
    var kept = JSON.parse(localStorage.getItem('pitcrew.preferences') || '{}')
    var root = document.documentElement
    if (kept.theme === 'light' || kept.theme === 'dark') root.dataset.theme = kept.theme
    if (kept.density) root.dataset.density = kept.density
    if (kept.locale) root.lang = kept.locale
  } catch (unreadable) {
    // Storage is switched off: the system's theme it is.
  }
})()
