/** One small design for marks, panel, dialog and our own pages: system fonts, logical properties, light and dark, AA contrast. */
const STYLES = `
/* the page may set our custom properties and generated content from outside: ours are important, and inner ones win */
:host::before, :host::after { content: none !important; display: none !important; }
:host, :root { --ink: #1c2430 !important; --soft: #4a5566 !important; --paper: #fff !important; --line: #d5dae2 !important; --field: #f2f4f8 !important; --link: #1d4f91 !important; --edge: #76808f !important;
  --caution: #7a4800 !important; --caution-paper: #fff3d6 !important; --danger: #a3122a !important; --danger-paper: #fff !important; color-scheme: light dark; }
@media (prefers-color-scheme: dark) { :host, :root { --ink: #eef1f6 !important; --soft: #b6c0ce !important; --paper: #1b2029 !important; --line: #3a4352 !important; --field: #262d39 !important;
  --link: #9cc4ff !important; --edge: #8d98a8 !important; --caution: #ffcf70 !important; --caution-paper: #3a2d10 !important; --danger: #ff9aa8 !important; --danger-paper: #2b070d !important; } }
body, .badge, .panel, .pause, .cover, .hidden-live { font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Arabic", "Noto Sans Devanagari", "Noto Sans Bengali", "Noto Sans Thai", "Noto Sans CJK SC", sans-serif; }
:lang(ur), :lang(my), :lang(km), :lang(lo), :lang(th), :lang(si), :lang(ta), :lang(te) { line-height: 1.7; }
*, ::before { box-sizing: border-box; }
button, select, textarea { font: inherit; color: inherit; }
button { cursor: pointer; min-height: 28px; line-height: inherit; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
a { color: var(--link); overflow-wrap: anywhere; }
.badge { display: inline-flex; align-items: center; gap: .4em; padding: .15em .7em; font-size: 13.5px; font-weight: 650; white-space: nowrap; max-width: calc(100vw - 8px);
  border: 2px solid; box-shadow: 0 1px 5px #0004; }
.badge.caution { color: var(--caution); background: var(--caution-paper); border-color: var(--caution); border-radius: 2em; }
.badge.danger { color: var(--danger-paper); background: var(--danger); border-color: var(--danger-paper); border-radius: 4px; }
.badge.contact { font-size: 12.5px; padding-inline: .55em; }
.count:empty { display: none; }
.panel, .pause, .cover { color-scheme: light dark; }
.panel, .pause { color: var(--ink); background: var(--paper); border: 1px solid var(--line); border-radius: 12px; box-shadow: 0 10px 34px #0006; padding: 14px 16px 0; overflow-wrap: break-word; }
.panel { width: min(400px, calc(100vw - 16px)); max-height: min(600px, calc(100vh - 16px)); overflow: auto; overscroll-behavior: contain; }
.panel:focus, .panel:focus-visible { outline: 0; }
@media (max-width: 479px) { .panel { width: 100vw; max-height: 80vh; border-radius: 12px 12px 0 0; border-inline: 0; border-bottom: 0; } }
.head { display: flex; gap: 8px; align-items: center; justify-content: space-between; margin-bottom: 6px; }
h2, .head strong { font-size: 15px; line-height: 1.4; margin: 16px 0 4px; } .head h2, .head strong { margin: 0; }
p { margin: 6px 0; }
.verdict { margin: 0; font-size: 17px; line-height: 1.4; font-weight: 650; padding-inline-start: 12px; border-inline-start: 5px solid var(--soft); }
.verdict.caution { border-color: var(--caution); } .verdict.danger { border-color: var(--danger); }
.small, .source { color: var(--soft); font-size: 13.5px; }
.source { font-size: 12.5px; }
ul, ol { margin: 0; padding: 0; list-style: none; } li { margin: 10px 0; }
.steps { counter-reset: step; } .steps li { position: relative; margin: 8px 0; padding-inline-start: 1.8em; counter-increment: step; }
.steps li::before { content: counter(step) "."; position: absolute; inset-inline-start: 0; font-weight: 650; color: var(--soft); }
.steps li:has(button)::before { content: ""; }
.quote { display: block; width: 100%; text-align: start; background: var(--field); border: 0; border-inline-start: 3px solid var(--caution); border-radius: 4px; padding: 4px 10px; margin: 4px 0; overflow-wrap: anywhere; }
button.quote:hover, .act:hover { filter: brightness(.96); }
.lines li { display: grid; gap: 0; } .name { font-weight: 600; text-align: match-parent; } .ways { display: flex; flex-wrap: wrap; gap: 2px 14px; }
.field { display: grid; gap: 4px; margin: 6px 0; } .field > span { color: var(--soft); font-size: 13.5px; }
select, textarea, input:is([type=text], [type=password], [type=url]) { width: 100%; min-height: 34px; background: var(--field); border: 1px solid var(--edge); border-radius: 6px; padding: 5px 8px; }
textarea { resize: vertical; }
details { margin-top: 16px; border-top: 1px solid var(--line); } summary { cursor: pointer; padding: 8px 0; font-weight: 600; min-height: 28px; list-style: none; }
summary::-webkit-details-marker { display: none; } summary::before { content: "+"; display: inline-block; width: 1.2em; } [open] > summary::before { content: "–"; }
.choices li { margin: 6px 0; }
.actions { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; margin-top: 12px; padding-block: 10px 14px; }
.panel > .actions { position: sticky; bottom: 0; background: var(--paper); border-top: 1px solid var(--line); }
.act { padding: .35em .95em; border-radius: 7px; border: 1px solid var(--edge); background: var(--field); text-align: start; overflow-wrap: anywhere; }
.act.main { background: var(--link); color: var(--paper); border-color: var(--link); font-weight: 600; }
.close { border: 0; background: none; font-size: 22px; line-height: 1; min-width: 32px; min-height: 32px; border-radius: 6px; }
.state { margin: 0; font-weight: 600; flex: 1 1 12em; } .state:empty { display: none; } .state .act { font-weight: 400; margin-top: 4px; }
.row { display: grid; width: 100%; text-align: start; gap: 2px; padding: 8px 10px; background: var(--field); border: 0; border-inline-start: 4px solid var(--caution); border-radius: 6px; overflow-wrap: anywhere; }
.row.danger { border-color: var(--danger); } .row.none, .row.unread { border-color: var(--edge); }
.pause { width: min(440px, calc(100vw - 24px)); max-height: calc(100vh - 24px); overflow: auto; padding: 18px 20px 8px; margin: auto; border-top: 6px solid var(--danger); }
.pause h2 { font-size: 19px; margin: 0 0 4px; } .pause::backdrop { background: #000a; }
.cover { display: flex; flex-wrap: wrap; gap: 12px; align-items: center; align-content: center; justify-content: center; color: var(--soft); background: var(--field); border: 1px solid var(--line); overflow: hidden; }
.frame { display: block; border: 3px solid var(--link); border-radius: 8px; box-shadow: 0 0 0 2px var(--paper); margin-bottom: 4px; }
.hidden-live { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media (prefers-reduced-motion: no-preference) { .pause[open], .panel { animation: come .12s ease-out; } @keyframes come { from { opacity: 0; } } }
@media (forced-colors: active) { .badge, .panel, .pause, .act, .quote, .row, .cover { border: 2px solid ButtonText; } .badge.danger { border-width: 4px; } }
`;

/** Puts the design into a document or shadow root. */
export function addStyles(root: Document | ShadowRoot): void {
  const style = document.createElement('style');
  style.textContent = STYLES;
  (root instanceof ShadowRoot ? root : root.head).append(style);
}
