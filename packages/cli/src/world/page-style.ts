/** Style of the page to look and listen at. */
export const pageStyle = `
:root { color-scheme: light dark; --paper: #f7f5f0; --card: #fff; --line: #e4dfd4; --ink: #26232e;
  --soft: #6d6878; --accent: #b3401f; --wave: #3b3550; --strip: #f1eee7; }
@media (prefers-color-scheme: dark) { :root { --paper: #16151b; --card: #201f27; --line: #34323e;
  --ink: #edeaf2; --soft: #a29daf; --accent: #ff9a6b; --wave: #cfc8e6; --strip: #191820; } }
* { box-sizing: border-box; margin: 0; }
body { background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif;
  max-width: 1240px; margin: auto; padding: 56px 32px 96px; }
h1 { font-size: 34px; line-height: 1.15; letter-spacing: -0.02em; text-wrap: balance; }
header p { color: var(--soft); max-width: 64ch; margin-top: 12px; }
nav { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 24px; }
nav a { color: inherit; text-decoration: none; border: 1px solid var(--line); border-radius: 99px;
  padding: 4px 14px; background: var(--card); font-size: 14px; }
nav a:hover { border-color: var(--accent); color: var(--accent); }
section { margin-top: 56px; scroll-margin-top: 24px; }
h2 { font-size: 20px; letter-spacing: -0.01em; }
h2::first-letter { text-transform: uppercase; }
h2 small { margin-left: 6px; font-size: 14px; font-weight: 400; letter-spacing: 0; color: var(--soft); }
ul { list-style: none; padding: 0; margin-top: 18px; display: grid; gap: 20px;
  grid-template-columns: repeat(auto-fill, minmax(184px, 1fr)); }
li { background: var(--card); border: 1px solid var(--line); border-radius: 14px; overflow: hidden;
  display: flex; flex-direction: column; }
li > svg { display: block; width: 100%; height: auto; aspect-ratio: 1; }
.motion { padding: 2px 0 2px 48px; background: var(--strip); border-bottom: 1px solid var(--line); }
.motion svg { display: block; width: 100%; height: 40px; fill: none; }
.motion polyline { stroke: var(--wave); vector-effect: non-scaling-stroke; }
.motion polyline:nth-child(2) { opacity: 0.6; } .motion polyline:nth-child(3) { opacity: 0.35; }
.words { padding: 12px 14px 15px; }
h3 { font-size: 15px; display: flex; justify-content: space-between; align-items: center; gap: 8px; }
h3 em { font: 12px/1 system-ui, sans-serif; color: var(--accent); border: 1px solid currentColor;
  border-radius: 99px; padding: 3px 8px; white-space: nowrap; }
.words p { font-size: 13.5px; line-height: 1.45; color: var(--soft); margin-top: 4px; }
button { all: unset; cursor: pointer; position: relative; display: block; height: 56px;
  background: var(--strip); border-bottom: 1px solid var(--line); }
button:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
button i { position: absolute; inset: 4px 0 4px 48px; background: var(--wave); mask-size: 100% 100%;
  -webkit-mask-size: 100% 100%; }
button b { position: absolute; left: 10px; top: 50%; width: 28px; height: 28px; margin-top: -14px;
  border-radius: 50%; background: var(--card); box-shadow: 0 1px 4px #0004; transition: scale 0.15s; }
button:hover b { scale: 1.1; }
button b::before { content: ''; position: absolute; left: 11px; top: 8px; border: solid transparent;
  border-width: 6px 0 6px 9px; border-left-color: var(--accent); }
button.playing b::before { left: 9px; top: 9px; border: solid var(--accent); border-width: 0 3px;
  width: 4px; height: 10px; box-sizing: content-box; }
button::after { content: ''; position: absolute; inset: 0 auto 0 48px; width: calc((100% - 48px) * var(--at, 0));
  border-right: 2px solid var(--accent); opacity: 0; }
button.playing::after { opacity: 1; }
@media (max-width: 560px) { body { padding: 32px 16px 64px; } h1 { font-size: 27px; }
  ul { grid-template-columns: repeat(2, 1fr); gap: 12px; } .words { padding: 10px 11px 12px; }
  h3 { flex-wrap: wrap; gap: 4px; } section { margin-top: 40px; } }
@media (prefers-reduced-motion: reduce) { button b { transition: none; } }
`

/** Plays the sound of the strip that is pressed, one at a time. */
export const pageScript = `
const audio = new Audio()
let pressed
const stop = () => { audio.pause(); pressed?.classList.remove('playing'); pressed = undefined }
const follow = () => {
  if (!pressed) return
  pressed.style.setProperty('--at', audio.currentTime / (audio.duration || 3))
  requestAnimationFrame(follow)
}
audio.addEventListener('ended', stop)
document.addEventListener('click', (event) => {
  const button = event.target.closest('button')
  if (!button) return
  const again = button === pressed
  stop()
  if (again) return
  pressed = button
  audio.src = button.dataset.sound
  button.classList.add('playing')
  audio.play().then(follow, stop)
})
`
