/**
 * Colours: blue, vermillion, green and purple after Okabe and Ito's palette, which the common
 * colour vision deficiencies keep apart, and greys; shapes and labels say the same again.
 */
export const style = `
:root{color-scheme:light dark;--page:#fbfbfa;--ink:#1c1f23;--soft:#5b626b;--faint:#8b929b;--rule:#e3e4e2;--panel:#fff;--ours:#0068a8;--aligned:#007a58;--seeded:#96408f;--refitted:#766600;--baseline:#c24e00;--other:#7d848d;--cell:#0068a8;--field:#f1f2f1}
@media (prefers-color-scheme:dark){:root{--page:#15171a;--ink:#e9eaec;--soft:#a4abb4;--faint:#767d87;--rule:#2d3136;--panel:#1b1e22;--ours:#62b5ec;--aligned:#45c99f;--seeded:#dd93d6;--refitted:#cdbb4e;--baseline:#f0935a;--other:#8f969f;--cell:#7cc4f5;--field:#212529}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;-webkit-text-size-adjust:100%}
main{max-width:1120px;margin:0 auto;padding:56px 32px 72px}
header p{margin:0;color:var(--soft)}
header .kind{font-size:14px}
h1{font-size:34px;line-height:1.15;letter-spacing:-.015em;margin:6px 0 18px;font-weight:650;text-wrap:balance}
h2{font-size:21px;letter-spacing:-.01em;margin:64px 0 6px;font-weight:650}
h2+p{margin:0 0 22px;color:var(--soft);max-width:70ch}
.facts{display:flex;flex-wrap:wrap;gap:4px 28px;margin:0;padding:0;list-style:none;color:var(--soft);font-size:15px}
.facts b{color:var(--ink);font-weight:600;font-variant-numeric:tabular-nums}
.notes{margin:18px 0 0;max-width:75ch;color:var(--soft);font-size:15px}
.warn{margin:18px 0 0;padding:10px 14px;border:1px solid var(--baseline);border-radius:6px;max-width:75ch}
.finding{margin:36px 0 0;padding:22px 0 20px;border-top:1px solid var(--rule);border-bottom:1px solid var(--rule)}
.finding p{margin:0 0 16px}
.finding ul{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:18px 24px;margin:0;padding:0;list-style:none}
.finding span,.finding i{display:block;font-style:normal;color:var(--soft);font-size:14px;line-height:1.35}
.finding li b{display:block;font-size:27px;line-height:1.3;font-weight:620;font-variant-numeric:tabular-nums;letter-spacing:-.01em}
.aligned{--ours:var(--aligned)}.seeded{--ours:var(--seeded)}.refitted{--ours:var(--refitted)}
.ours{color:var(--ours)}.baseline{color:var(--baseline)}
.scroll{overflow-x:auto;margin:0 -8px}
table{border-collapse:separate;border-spacing:0;font-size:14.5px;font-variant-numeric:tabular-nums;width:100%}
th,td{padding:7px 9px;text-align:right;white-space:nowrap;border-bottom:1px solid var(--rule)}
thead th{font-weight:500;color:var(--soft);font-size:13px;line-height:1.3;vertical-align:bottom}
tbody th,thead th:first-child{text-align:left;position:sticky;left:0;background:var(--page)}
tbody th{font-weight:550}
tr.ours th{color:var(--ours);font-weight:680}tr.baseline th{color:var(--baseline);font-weight:680}
tr.reference td,tr.reference th{color:var(--soft);border-bottom-color:var(--faint)}
td b{font-weight:720}.sd,.none{color:var(--faint);font-size:13px}
details{margin:16px 0 0;color:var(--soft);font-size:14.5px}
summary{cursor:pointer}
dl{display:grid;grid-template-columns:max-content 1fr;gap:5px 20px;margin:12px 0 0}
dt{color:var(--ink)}dd{margin:0}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,420px),1fr));gap:28px 40px}
.charts h3{font-size:15px;font-weight:600;margin:0 0 6px}
.smalls{display:grid;grid-template-columns:repeat(auto-fill,minmax(186px,1fr));gap:24px}
figure{margin:0}figcaption{font-size:13.5px;line-height:1.4;margin-bottom:6px}figcaption span{display:block}
figcaption b{font-weight:600}figcaption span{color:var(--soft);font-variant-numeric:tabular-nums}
svg{display:block;width:100%;height:auto;overflow:visible}svg.heat{width:auto;max-width:none}
svg text{font-size:12px;fill:var(--soft)}svg .tick{fill:var(--soft);font-size:11.5px;font-variant-numeric:tabular-nums}
svg .name{font-size:12.5px;fill:var(--soft)}svg .name.ours{fill:var(--ours);font-weight:650}svg .name.baseline{fill:var(--baseline);font-weight:650}
.grid{stroke:var(--rule)}.base{stroke:var(--faint)}.lead{stroke:var(--rule)}.level{stroke:var(--soft);stroke-dasharray:3 4}
.line{fill:none;stroke:var(--other);stroke-width:1.75;stroke-linejoin:round}.line.ours{stroke:var(--ours);stroke-width:2.25}.line.baseline{stroke:var(--baseline);stroke-width:2.25}
.line.dead{stroke:var(--faint);stroke-dasharray:2 3;stroke-width:1.5}
.mark{fill:var(--other);stroke:var(--page);stroke-width:1.5}.mark.ours{fill:var(--ours)}.mark.baseline{fill:var(--baseline)}
.error{stroke:var(--other);stroke-width:1.5}.error.ours{stroke:var(--ours)}.error.baseline{stroke:var(--baseline)}
.bar{fill:var(--other)}.bar.ours{fill:var(--ours)}.bar.baseline{fill:var(--baseline)}
.cell{fill:var(--cell)}.field{fill:var(--field)}
.band{fill:var(--other);opacity:.14}.band.ours{fill:var(--ours)}.band.baseline{fill:var(--baseline)}
.point{fill:var(--other);opacity:.55}.point.ours{fill:var(--ours)}.point.baseline{fill:var(--baseline)}
.concepts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,330px),1fr));gap:18px}
.concept{padding:14px 16px 12px;background:var(--panel);border:1px solid var(--rule);border-radius:8px}
.concept figcaption{display:flex;gap:8px;align-items:baseline}
.concept h4{margin:8px 0 4px;font-size:13px;font-weight:600}.concept h4 span{font-weight:400;color:var(--soft)}
.concept ul{margin:0;padding:0;list-style:none;font-size:13px}
.concept li{display:grid;grid-template-columns:minmax(0,1fr) 32% 46px;gap:10px;align-items:center;line-height:1.6}
.concept li span{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.concept li i{height:7px;border-radius:2px;background:var(--ours);min-width:1px}
.concept li b{font-weight:400;white-space:nowrap;text-align:right;color:var(--soft);font-variant-numeric:tabular-nums}
.key{display:flex;flex-wrap:wrap;gap:6px 22px;margin:-8px 0 20px;padding:0;list-style:none;font-size:14px;color:var(--soft)}
.key svg{display:inline-block;width:26px;height:10px;vertical-align:middle;margin-right:7px}
footer{margin-top:72px;padding-top:22px;border-top:1px solid var(--rule);color:var(--soft);font-size:14px}
code{font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
footer p{margin:0 0 6px}
@media (max-width:640px){main{padding:32px 18px 56px}h1{font-size:27px}h2{margin-top:48px}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:10px}.smalls{grid-template-columns:1fr 1fr;gap:22px 20px}}
@media (max-width:640px){.finding ul{grid-template-columns:1fr 1fr}}
`
