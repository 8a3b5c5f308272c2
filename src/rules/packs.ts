/** Which sites a person may let Vigie read by itself: packs by country, chats one by one. */
import { originsOf, type SiteAdapter } from './sites.ts';

/** What is read from the start: required hosts in the manifest. */
export function isCore(site: SiteAdapter): boolean {
  return site.matches !== undefined;
}

/** The sites that people of a country use: neither core sites nor private chats. */
export function packOf(country: string, sites: readonly SiteAdapter[]): SiteAdapter[] {
  return sites
    .filter((site) => !isCore(site) && !site.chat && site.countries.some((code) => code === country || code === '*'))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** Chats and mail: each is turned on by itself or not at all. */
export function chatsOf(sites: readonly SiteAdapter[]): SiteAdapter[] {
  return sites.filter((site) => site.chat);
}

/** All match patterns of some sites, once each, sorted. */
export function originsOfAll(sites: readonly SiteAdapter[]): string[] {
  return [...new Set(sites.flatMap(originsOf))].sort();
}

/** The pattern of one host; null for what is no web page. */
export function originOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname } = new URL(url);
  return /^https?:$/.test(protocol) && hostname !== '' ? `*://${hostname}/*` : null;
}
