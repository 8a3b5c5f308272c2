/** Joins the page for people who cannot leave to the browser. */
import { helpFor } from '../rules/help.ts';
import type { Authorities } from '../rules/types.ts';
import { countryOf } from '../settings.ts';
import { showNotes } from './notes.ts';
import { countriesIn, startPage } from './start-page.ts';

export async function startNotes(document: Document, authorities: Authorities): Promise<void> {
  const page = await startPage(document, (t) => t('notes.title'));
  if (!page) return;
  const { root, t, language, settings } = page;
  const hide = (): void => {
    root.replaceChildren(); // at once; the blank page may take a moment
    location.replace('about:blank'); // and "back" does not bring it again
  };
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide();
  });
  showNotes(root, {
    t,
    language,
    countries: countriesIn(authorities, language),
    country: countryOf(settings, navigator.languages),
    help: (country) => helpFor(authorities, country),
    hide,
  });
}
