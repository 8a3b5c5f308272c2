/** A site adapter: where a site keeps its posts, as data in rules/sites/*.yaml. Selectors are tried in order. */
export type SiteAdapter = {
  readonly id: string;
  /** As people call it. */
  readonly name: string;
  /** ISO 3166 codes of the countries whose people use it ("*": everywhere); its place in the country packs. */
  readonly countries: readonly string[];
  /** Registrable hosts; subdomains are included. */
  readonly hosts: readonly string[];
  /** Match patterns that the manifest requires: core sites only. The others are read when the person asks. */
  readonly matches?: readonly string[];
  /** Its pages are full of posts about other things: nothing is read where no layout matches. */
  readonly feed?: boolean;
  /** Private chats or mail: nothing is read until the person turns this very site on. */
  readonly chat?: boolean;
  /** How the platform itself takes a report of a post: a page, or the way through its menus. */
  readonly report?: { readonly url?: string; readonly path?: readonly string[] };
  readonly layouts: readonly SiteLayout[];
};

/** One kind of page of a site. */
export type SiteLayout = {
  readonly container: readonly string[];
  readonly text: readonly string[];
  readonly title?: readonly string[];
  readonly company?: readonly string[];
  readonly location?: readonly string[];
  readonly salary?: readonly string[];
  readonly author?: readonly string[];
  /** Link to the post itself; its address without query is part of the post's identity. */
  readonly permalink?: readonly string[];
  /** Parts inside that are not the post: screen-reader repeats, safety tips, similar jobs. */
  readonly ignore?: readonly string[];
  /** Parts that are read although the page hides them: text behind "see more" that is there already. */
  readonly reveal?: readonly string[];
  /** Ways to reach the advertiser that stand apart from the text (links, buttons). */
  readonly contacts?: readonly string[];
  /** Shortest text, in characters, that is worth judging. */
  readonly shortest?: number;
};

/** The adapter of an address, if any. */
export function adapterFor(url: string, adapters: readonly SiteAdapter[]): SiteAdapter | null {
  const host = hostOf(url);
  return adapters.find((adapter) => adapter.hosts.some((own) => host === own || host.endsWith(`.${own}`))) ?? null;
}

/** Where social networks keep private messages. */
const PRIVATE_PATH = /^\/(?:messages?|messaging|direct|im|chat|inbox)(?:\/|$)/;

/** True for the private messages of a site that is read otherwise: they are nobody's ads, and never read. */
export function isPrivatePage(url: string): boolean {
  return URL.canParse(url) && PRIVATE_PATH.test(new URL(url).pathname);
}

/** A way through menus ("… → Report post"), kept together in texts of either direction. */
export function wayInWords(path: readonly string[]): string {
  return `\u2068${path.join(' → ')}\u2069`;
}

/** The match patterns of an adapter: the required ones of a core site, else all its hosts. */
export function originsOf(adapter: SiteAdapter): readonly string[] {
  return adapter.matches ?? adapter.hosts.map((host) => `*://*.${host}/*`);
}

/** Host of an address, lower case; "" when it has none. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.toLowerCase() : '';
}
