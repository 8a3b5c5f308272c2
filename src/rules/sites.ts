/** A site adapter: where a site keeps its posts, as data in rules/sites/*.yaml. Selectors are tried in order. */
export type SiteAdapter = {
  readonly id: string;
  /** Registrable hosts; subdomains are included. */
  readonly hosts: readonly string[];
  /** Match patterns for the manifest. */
  readonly matches: readonly string[];
  readonly layouts: readonly SiteLayout[];
};

/** `post`: one job on a page or in a pane. `list`: cards of a job board. `feed`: messages of which some are job ads. */
export type LayoutKind = 'post' | 'list' | 'feed';

/**
 * Where the value of a field stands inside the container: a selector; an attribute of what it selects; the part of its
 * text before a separator, of the first one that holds given words; or a part of the page's title, split at " | ".
 */
export type FieldSource =
  | string
  | { readonly at: string; readonly attribute?: string; readonly before?: string; readonly holds?: string }
  | { readonly pageTitle: number };

/** The address of the post: a link, or an attribute that goes into the place of {} in an address of the same site. */
export type PermalinkSource =
  | string
  | { readonly at: string; readonly attribute: string; readonly address: string };

/** One kind of page of a site. */
export type SiteLayout = {
  readonly kind: LayoutKind;
  /** Beginnings of the paths that this layout is for; without it, all. */
  readonly paths?: readonly string[];
  readonly container: readonly string[];
  readonly text?: readonly FieldSource[];
  readonly title?: readonly FieldSource[];
  readonly company?: readonly FieldSource[];
  readonly location?: readonly FieldSource[];
  readonly salary?: readonly FieldSource[];
  readonly author?: readonly FieldSource[];
  /** The post's own address is its identity; a link loses its fragment and its query but for `permalinkQuery`. */
  readonly permalink?: readonly PermalinkSource[];
  readonly permalinkQuery?: readonly string[];
  /** Links outside the text by which the advertiser is reached. */
  readonly contacts?: readonly string[];
  /** Link to the application form. */
  readonly apply?: readonly string[];
  /** What a badge stands at; else the container, in a layout of kind "post" the title or the text. */
  readonly anchor?: readonly string[];
  /** Parts inside that are not the post: screen-reader repeats, safety tips, similar jobs. */
  readonly ignore?: readonly string[];
  /** The site hides what is seen from screen readers and repeats it for them: read the seen one. */
  readonly readsAriaHidden?: boolean;
  /** Line feeds in the text are shown as line breaks (white-space: pre-wrap). */
  readonly keepsLineFeeds?: boolean;
  /** Shortest text, in UTF-16 units, that is worth judging (20 without it). */
  readonly shortest?: number;
};

/** The adapter of an address, if any. */
export function adapterFor(url: string, adapters: readonly SiteAdapter[]): SiteAdapter | null {
  const host = hostOf(url);
  return adapters.find((adapter) => adapter.hosts.some((own) => host === own || host.endsWith(`.${own}`))) ?? null;
}

/** The layouts of an address, none where no adapter is at home. */
export function layoutsFor(url: string, adapters: readonly SiteAdapter[]): readonly SiteLayout[] {
  const path = URL.canParse(url) ? new URL(url).pathname : '';
  const layouts = adapterFor(url, adapters)?.layouts ?? [];
  return layouts.filter(({ paths }) => paths === undefined || paths.some((start) => path.startsWith(start)));
}

/** Host of an address, lower case; "" when it has none. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.toLowerCase() : '';
}
