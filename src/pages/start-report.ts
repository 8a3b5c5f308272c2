/** Joins the page of a report to the browser. */
import browser from 'webextension-polyfill';
import { readDraft } from '../background/drafts.ts';
import { send } from '../messages.ts';
import { installSecret, listDestinations, readConsents, setConsent } from '../report/destinations.ts';
import { canonical, digestOf, type Evidence } from '../report/evidence.ts';
import { csvOf } from '../report/formats/csv.ts';
import { mispEvent } from '../report/formats/misp.ts';
import { stixBundle, stixObjects } from '../report/formats/stix.ts';
import { newSecret, partUuid, reportUuid } from '../report/identity.ts';
import { queueReport, tryAgain, undoDelivery } from '../report/outbox.ts';
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
      if (result.kind === 'kept') history.replaceState(null, '', `?id=${id}`);
      return result.kind === 'kept' ? 'kept' : 'report.full';
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
  const uuid = reportUuid(await installSecret(newSecret), id);
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

/** What was not sent yet is not sent; whoever has the report gets a newer version that takes it back. */
async function takeAllBack(id: string): Promise<Report | null> {
  const report = await changeReport(id, { revoked: true }, new Date().toISOString());
  if (!report) return null;
  const [destinations, consents] = await Promise.all([listDestinations(), readConsents()]);
  for (const delivery of await listDeliveries(id)) {
    await undoDelivery(delivery.id);
    const destination = destinations.find((one) => one.id === delivery.destination);
    const left = (await listDeliveries(id)).some((one) => one.id === delivery.id);
    const consent = consents.get(delivery.destination);
    if (left && destination && consent) await queueReport(report, destination, consent, Date.now(), 0);
  }
  await send('send-now', {});
  return report;
}
