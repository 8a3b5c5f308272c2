/** Joins the page of a report to the browser. */
import browser from 'webextension-polyfill';
import { dropDraft, readDraft } from '../background/drafts.ts';
import { send } from '../messages.ts';
import { installSecret, listDestinations, readConsents, setConsent } from '../report/destinations.ts';
import { canonical, digestOf, type Evidence } from '../report/evidence.ts';
import { csvOf } from '../report/formats/csv.ts';
import { mispEvent } from '../report/formats/misp.ts';
import { stixBundle, stixObjects } from '../report/formats/stix.ts';
import { newSecret, partUuid, reportUuid } from '../report/identity.ts';
import { queueReport, revokeDelivery, tryAgain, undoDelivery } from '../report/outbox.ts';
import type { Report } from '../report/report.ts';
import { changeReport, keepReport, listDeliveries, readReport } from '../report/store.ts';
import { adapterFor, type SiteAdapter } from '../rules/sites.ts';
import type { Authorities } from '../rules/types.ts';
import { saveFile } from './controls.ts';
import { askForServer } from './destinations-ports.ts';
import { type FileKind, showReport } from './report.ts';
import { ownHelp, startPage } from './start-page.ts';

/** Fills the page of the report that the address names (`?id=` or, before it is kept, `?draft=`). */
export async function startReport(
  document: Document,
  authorities: Authorities,
  sites: readonly SiteAdapter[],
): Promise<void> {
  const page = await startPage(document, (t) => `${t('app.name')}: ${t('evidence.heading')}`);
  if (!page) return;
  const { root, t, language } = page;
  const query = new URLSearchParams(location.search);
  const draft = query.get('draft');
  const id = query.get('id') ?? draft ?? '';
  const first = draft === null ? await readReport(id) : await readDraft(id);
  const [help, consents] = await Promise.all([ownHelp(authorities), readConsents()]);
  const adapter = first && adapterFor(first.address || first.post.url, sites);
  showReport(root, first, draft !== null, {
    t,
    language,
    lines: help.lines,
    destinations: listDestinations,
    consents,
    platform: adapter?.report ? { name: adapter.name, ...adapter.report } : null,
    keep: async (kept) => {
      void navigator.storage.persist?.();
      const result = await keepReport(kept, new Date().toISOString());
      if (result.kind !== 'kept') return 'report.full';
      await dropDraft(id);
      history.replaceState(null, '', `?id=${id}`);
      return result.kept;
    },
    changeNote: (note) => changeReport(id, { note }, new Date().toISOString()),
    deliveries: () => listDeliveries(id),
    allow: ({ url }) => askForServer(url),
    send: async (one, destination, consent) => {
      void navigator.storage.persist?.();
      await setConsent(destination.id, consent);
      // who has a version already takes only a newer one
      const known = (await listDeliveries(id)).some((old) => old.destination === destination.id);
      const now = new Date();
      const report = (known && (await changeReport(id, {}, now.toISOString()))) || one;
      await queueReport(report, destination, consent, now.getTime());
      await send('send-now', {});
      return report;
    },
    takeBack: undoDelivery,
    again: async (delivery) => {
      await tryAgain(delivery, Date.now());
      await send('send-now', {});
    },
    honest: () => takeAllBack(id),
    save: async (kind, evidence) => saveFile(`vigie-report.${EXTENSIONS[kind]}`, await fileOf(kind, evidence, id)),
    copy: (text) => navigator.clipboard.writeText(text),
    print: () => window.print(),
    openSettings: () => void browser.tabs.create({ url: browser.runtime.getURL('/options.html') }),
  });
}

const EXTENSIONS: Readonly<Record<FileKind, string>> = {
  json: 'json',
  stix: 'stix.json',
  misp: 'misp.json',
  csv: 'csv',
};

async function fileOf(kind: FileKind, evidence: Evidence, id: string): Promise<string> {
  const uuid = reportUuid(await installSecret(newSecret), id, evidence.created);
  switch (kind) {
    case 'json':
      return `${canonical({ ...evidence, sha256: digestOf(evidence) })}\n`;
    case 'stix':
      return `${JSON.stringify(stixBundle(partUuid(uuid, 'bundle'), stixObjects(evidence, uuid)), null, 2)}\n`;
    case 'misp':
      return `${JSON.stringify({ Event: mispEvent(evidence, uuid) }, null, 2)}\n`;
    case 'csv':
      return csvOf([evidence]);
  }
}

/** Null when the report is gone; `told`: all who have it are known and will be told. */
async function takeAllBack(id: string): Promise<{ report: Report; told: boolean } | null> {
  const now = new Date();
  const report = await changeReport(id, { revoked: true }, now.toISOString());
  if (!report) return null;
  const known = new Set((await listDestinations()).map((one) => one.id));
  for (const { id: delivery } of await listDeliveries(id))
    await revokeDelivery(delivery, report.modified, now.getTime());
  await send('send-now', {});
  const left = await listDeliveries(id);
  return { report, told: left.every(({ destination }) => known.has(destination)) };
}
