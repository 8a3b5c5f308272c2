/** One small design for badge, panel and popup: system fonts, logical properties, light and dark, AA contrast. */
const STYLES = `
:host, :root { --ink: #1c2430; --soft: #4a5566; --paper: #fff; --line: #d5dae2; --field: #f4f6f9; --link: #1d4f91;
  --caution: #8a5200; --caution-paper: #fff4dc; --danger: #a3122a; --danger-paper: #ffe9ec;
}
@media (prefers-color-scheme: dark) { :host, :root { --ink: #eef1f6; --soft: #b6c0ce; --paper: #1b2029; --line: #3a4352; --field: #252c38;
  --link: #9cc4ff; --caution: #ffcf70; --caution-paper: #3a2d10; --danger: #ff9aa8; --danger-paper: #43141c; } }
body, .badge, .panel { font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Thai", "Noto Sans CJK SC", "Noto Naskh Arabic", sans-serif; }
* { box-sizing: border-box; }
button { font: inherit; color: inherit; cursor: pointer; }
button:focus-visible, a:focus-visible, textarea:focus-visible, select:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
a { color: var(--link); overflow-wrap: anywhere; }
.badge { display: inline-flex; align-items: center; gap: .35em; padding: .2em .65em; font-size: 13px; line-height: 1.4; font-weight: 650; white-space: nowrap;
  border: 1.5px solid currentColor; box-shadow: 0 1px 4px #0003; }
.badge.caution { color: var(--caution); background: var(--caution-paper); border-radius: 1em; }
.badge.danger { color: var(--danger); background: var(--danger-paper); border-radius: .25em; border-width: 2px; }
.panel { width: min(380px, calc(100vw - 16px)); max-height: min(560px, calc(100vh - 16px)); overflow: auto; overscroll-behavior: contain; color: var(--ink);
  background: var(--paper); border: 1px solid var(--line); border-radius: 10px; box-shadow: 0 8px 30px #0005; padding: 14px 16px; }
.head { display: flex; gap: 8px; align-items: start; justify-content: space-between; }
.verdict { margin: 0; font-size: 16px; font-weight: 650; padding-inline-start: 10px; border-inline-start: 4px solid var(--soft); }
.verdict.caution { border-color: var(--caution); } .verdict.danger { border-color: var(--danger); }
.resembles, .small { color: var(--soft); font-size: 13.5px; margin: 6px 0; }
h3 { font-size: 14px; margin: 14px 0 4px; }
ul { margin: 0; padding: 0; list-style: none; } li { margin: 8px 0; }
.quote { display: block; width: 100%; text-align: start; background: var(--field); border: 0; border-inline-start: 3px solid var(--caution); border-radius: 4px; padding: 4px 8px; margin: 4px 0; overflow-wrap: anywhere; }
.source { color: var(--soft); font-size: 12.5px; }
.actions { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 14px; position: sticky; bottom: -14px; background: var(--paper); padding-block: 8px; }
.act { padding: .45em .9em; border-radius: 6px; border: 1px solid var(--line); background: var(--field); }
.act.main { background: var(--link); color: var(--paper); border-color: var(--link); font-weight: 600; }
.close { border: 0; background: none; font-size: 18px; line-height: 1; padding: 4px 8px; border-radius: 6px; }
.state { margin: 8px 0 0; font-weight: 600; } .state:empty { display: none; }
.hidden-live { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media (forced-colors: active) { .badge, .panel, .act { border: 2px solid ButtonText; forced-color-adjust: auto; } }
`;

/** Puts the design into a document or shadow root. */
export function addStyles(root: Document | ShadowRoot): void {
  const style = document.createElement('style');
  style.textContent = STYLES;
  (root instanceof ShadowRoot ? root : root.head).append(style);
}
