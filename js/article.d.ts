/** A clean article, and everything that was cut from it. Offsets are UTF-16 code units. */
export interface Article {
  /** Headline, without the site's name. */
  title: string | null;
  /** Standfirst below the headline. */
  deck: string | null;
  /** Names of the authors, without "By"; empty when unknown. */
  byline: string[];
  /** When it was published: an ISO 8601 date or date-time, as far as the page says. */
  published: string | null;
  /** When it was last changed, likewise. */
  modified: string | null;
  /** The publisher's name. */
  site: string | null;
  /** BCP 47 tag of the body's language. */
  language: string | null;
  /** Canonical address. */
  url: string | null;
  /** Address of the lead image. */
  image: string | null;
  /** What kind of page the article is from, as far as its markup tells; null for text. */
  pageKind: PageKind | null;
  /** What is kept, in reading order. */
  blocks: Block[];
  /** The kept blocks' text joined by blank lines: the body alone, without the headline. */
  text: string;
  /** What was cut, in the order of the input. */
  removed: Removed[];
  /** Where the headline, deck, byline and date lines stand in the input. */
  parts: Part[];
  /** People, places, organisations, dates and sums; their mentions point into `text`. */
  entities: Entity[];
  /** What was looked for to fill `entities`; absent when nobody looked. */
  searched?: Searched;
  /** Words in `text`. */
  wordCount: number;
  /** Minutes to read `text`, for a fast and for a slow reader. */
  readingMinutes: [fast: number, slow: number];
  /** 0 to 1: how sure we are that the body is right. */
  confidence: number;
}

/** What kind of page a document is. */
export type PageKind =
  | 'article'
  | 'documentation'
  | 'forum'
  | 'service'
  | 'product'
  | 'collection'
  | 'listing';

/** A kept piece of the article. */
export type Block = Heading | Paragraph | List | Quote | Code | Table | Figure | Rule;

export type BlockKind = Block['kind'];

interface Piece {
  /** Its text; items of a list and rows of a table are lines, cells are split by tabs. */
  text: string;
  /** Where it starts in the input. */
  start: number;
  /** Where it ends in the input. */
  end: number;
}

interface BlockBase extends Piece {
  /** Emphasis, links and code inside `text`; absent when there are none. */
  spans?: Span[];
}

/** A heading inside the body. */
export interface Heading extends BlockBase {
  kind: 'heading';
  /** 2 for the highest level below the headline, to 6. */
  level: number;
}

export interface Paragraph extends BlockBase {
  kind: 'paragraph';
}

export interface List extends BlockBase {
  kind: 'list';
  /** True when its items are numbered. */
  ordered: boolean;
  /** The items' text, without bullets and numbers. */
  items: string[];
  /** Where each item lies; absent when none lies in another. */
  nesting?: Nesting[];
}

/** Where an item of a list lies. */
export interface Nesting {
  /** In how many other items: 0 for the outermost. */
  level: number;
  /** True when the items of its own list are numbered. */
  ordered: boolean;
}

/** A quotation set apart. */
export interface Quote extends BlockBase {
  kind: 'quote';
}

/** Code or other preformatted text. */
export interface Code extends BlockBase {
  kind: 'code';
  /** The language, when the page names it. */
  language: string | null;
}

export interface Table extends BlockBase {
  kind: 'table';
  /** Rows of cells; the first row is the head. */
  rows: string[][];
}

/** A picture with its caption in `text`. */
export interface Figure extends BlockBase {
  kind: 'figure';
  /** The picture's address. */
  src: string | null;
  /** The text that stands in for the picture. */
  alt: string | null;
}

/** A break between sections. */
export interface Rule extends BlockBase {
  kind: 'rule';
}

/** A stretch of a block's `text` that is set differently. */
export type Span = PlainSpan | LinkSpan;

export type SpanKind = Span['kind'];

interface SpanBase {
  start: number;
  end: number;
}

export interface PlainSpan extends SpanBase {
  kind: 'emphasis' | 'strong' | 'code';
}

export interface LinkSpan extends SpanBase {
  kind: 'link';
  /** Where it goes: http, https, mailto, tel or same-page. */
  href: string;
}

/** Something that was cut, as it stood, and why. */
export interface Removed extends Piece {
  reason: Reason;
}

/** Why something was cut. */
export type Reason =
  | 'ad'
  | 'navigation'
  | 'related'
  | 'share'
  | 'subscribe'
  | 'comment'
  | 'legal'
  | 'consent'
  | 'caption'
  | 'credit'
  | 'metadata'
  | 'duplicate'
  | 'hidden'
  | 'other';

/** Where a recognised part of the article's head stands in the input. */
export interface Part extends Piece {
  role: Role;
}

export type Role = 'title' | 'deck' | 'byline' | 'date';

/** Somebody or something named in the article, with every place where it is named. */
export interface Entity {
  /** Number of the entity, unique in the article, from 0. */
  id: number;
  kind: EntityKind;
  /** The fullest name that the article gives. */
  name: string;
  /** Spans of the article's `text`. */
  mentions: Mention[];
  /** The value of dates, times, sums and quantities: ISO 8601, or an amount with its unit. */
  value?: string;
  /** A person's title or office, when it stands with the name. */
  role?: string;
  /** The entity of the place that a group is the people of, by its number. */
  related?: number;
}

/**
 * What was looked for in a text: names and values, where other languages than English have more mistakes; or, in a language whose names are not known,
 * dates, times, sums, shares, quantities and the reader's own words alone.
 */
export type Searched = 'names' | 'values';

/** The entities of a text. */
export interface Found {
  /** In the order of their first mentions. */
  entities: Entity[];
  searched: Searched;
  /** BCP 47 tag of the text's language, when it is known. */
  language: string | null;
}

export interface Mention {
  start: number;
  end: number;
}

export type EntityKind =
  | 'person'
  | 'organization'
  | 'place'
  | 'group'
  | 'date'
  | 'time'
  | 'money'
  | 'percent'
  | 'quantity'
  | 'product'
  | 'event'
  | 'work'
  | 'other';
