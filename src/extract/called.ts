/** What web developers call a field, in attributes and icons, and what a line of pay or of time looks like. */

export type FieldName = 'company' | 'location' | 'salary';

export const FIELD_NAMES = ['company', 'location', 'salary'] as const;

const CALLED: Readonly<Record<FieldName, RegExp>> = {
  company:
    / (?:company|companies|comp|employer|organi[sz]ation|advertiser|hiring ?org\w*|corp|firm|firma|empresa|azienda|entreprise|soci[eé]t[eé]|arbeitgeber|unternehmen|recruiter|perusahaan|cong ty|sirket|pracodawca|zamestnavatel|subtitle employer|companyname|compname|jobcompany) /,
  location:
    / (?:locations?|locality|place|headquarters|hq|jobplace|workplace|city|cities|region|address|addr|adresse?|ort|standort|arbeitsort|lugar|ubicacion|localidad|cidade|local|lieu|localisation|luogo|lokasi|lokalita|lokalizacja|miasto|mesto|locwdth|loc|locn|jobgeo|geo|area|district|dia diem|konum|sehir) /,
  salary:
    / (?:salary|salaries|salario|compensation|wage|wages|pay|payrate|payrange|remuneration|sal|gaji|gehalt|lohn|salaire|stipendio|plat|mzda|wynagrodzenie|luong|maas|ucret|oklad|zarplata|payment) /,
};
/** A name followed by one of these is about the field, not its value: company-logo, location-filter. */
const ABOUT =
  /^(?:logo|icon|ico|rating|ratings|rate|review|reviews|score|size|url|link ?out|description|desc|about|profile|type|industry|filter|filters|search|input|label|labels|count|map|button|btn|menu|header|footer|alert|save|form|placeholder|tooltip|dropdown|select|photo|image|img|cover|banner|benefits?|insights?|similar|follow|page|pages|jobs|jobs list|list|box|card|block|history|picker|trends?|locations?|city|address|place|headquarters|hq|website|link|tagline|info|details|overview|followers|photos|video) /;
const NEVER = / (?:btn|button|filter|filters|input|form|menu|dropdown|tooltip|autocomplete|placeholder) /;
const ICON: Readonly<Record<FieldName, RegExp>> = {
  company: / (?:building|company|business|briefcase company|apartment|employer) /,
  location: / (?:location|marker|map|pin|geo|place|address|lokalita|ort|city) /,
  salary: / (?:salary|money|cash|wallet|dollar|euro|coins?|rupee|banknotes?|payments?|pay) /,
};

/** Own attributes of an element as lower-case words with spaces around: "jobCardLocation" is " job card location ". */
export function wordsOfAttributes(element: Element): string {
  let words = '';
  for (const { name, value } of [...element.attributes]) {
    if (!/^(?:class|id|itemprop|property|name|data-[\w-]+)$/.test(name) || value.length > 200) continue;
    words += ` ${name.startsWith('data-') && value === '' ? name.slice(5) : value}`;
  }
  return ` ${words
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z]+/g, ' ')
    .trim()} `;
}

/** The field that an element's attributes say it shows, or null. */
export function fieldCalled(words: string): FieldName | null {
  if (words.length < 4 || NEVER.test(words)) return null;
  let last = -1;
  let called: FieldName | null = null;
  for (const field of FIELD_NAMES) {
    const match = CALLED[field].exec(words);
    if (!match || ABOUT.test(words.slice(match.index + match[0].length))) continue;
    if (match.index > last) {
      last = match.index; // "company-location": the last word says what it is
      called = field;
    }
  }
  return called;
}

/** The field that an icon stands for: an element without words of its own, by attributes, alt text or a #reference. */
export function fieldOfIcon(element: Element): FieldName | null {
  if (!/^(?:I|SVG|USE|IMG|SPAN|EM|MAT-ICON)$/i.test(element.tagName) || (element.textContent ?? '').trim().length > 20)
    return null;
  const more = ['alt', 'aria-label', 'title', 'href', 'xlink:href', 'src', 'data-icon']
    .map((name) => (element.getAttribute(name) ?? '').slice(-60))
    .join(' ');
  const ligature = /^[a-z_]{3,20}$/.test((element.textContent ?? '').trim()) ? element.textContent : '';
  const isIcon = element.tagName !== 'SPAN' && element.tagName !== 'EM';
  const words = `${wordsOfAttributes(element)} ${more} ${ligature} `.toLowerCase().replace(/[^a-z]+/g, ' ');
  if ((element.textContent ?? '').trim() !== '' && ligature === '') return null;
  if (!isIcon && !/ (?:icon|ico|fa|icons|glyphicon) /.test(words)) return null;
  return FIELD_NAMES.find((field) => ICON[field].test(words)) ?? null;
}

/** A line that is an amount of money. */
const PAY =
  /^(?=.*\d).*(?:[€$£¥₹₱₽₫฿₩৳₪₦₴₺₸៛₭]|(?:^|[^a-z])(?:rp|rs|rm|php|usd|eur|gbp|inr|myr|idr|sgd|bdt|pkr|aed|sar|egp|kes|ngn|npr|lkr|mmk|thb|vnd|try|ron|uah|chf|hkd|twd|nt|cny|rmb|jpy|krw|aud|nzd|cad|brl|mxn|cop|kč|zł|czk|pln|lakhs?|lacs?|lpa|tk|jt|juta|k\/)(?:$|[^a-z])|\d\s?k\s?[-–]|[-–]\s?\d+\s?k(?![a-z])|薪|руб|тыс|грн|万|萬|元|円|만원|월급|연봉|시급|triệu|บาท|درهم|ريال|جنيه|تومان|টাকা|रुपये|lei)/iu;
const LONGEST_PAY = 70;

export function isPay(line: string): boolean {
  return line.length <= LONGEST_PAY && PAY.test(line) && !/@|https?:/.test(line);
}

/** When a post was put up: "3 days ago", "12.06.2021", "Heute", "5h". */
const WHEN =
  /^(?:\W*(?:new|today|yesterday|just now|heute|gestern|hoy|ayer|hoje|ontem|dnes|včera|сегодня|вчера|сьогодні|вчора|今天|昨天|오늘|어제|dzisiaj|wczoraj|bugün|dün|hari ini|kemarin|aujourd'hui|hier)\W*|.{0,24}\b\d{1,3}\+?\s?(?:[smhdwj]|mo|min|mins|hours?|days?|weeks?|months?|tag(?:e|en)?|wochen?|stunden?|d[ií]as?|horas?|semanas?|meses|jours?|heures?|minut\w*|hodin\w*|týdn\w*|godzin\w*|minggu|semaines?|mois|hari|jam|minggu|bulan|dn[iyí]|ngày|giờ|gün|saat|ore|giorni|zile)\b.{0,16}|\D{0,20}\d{1,4}[./-]\d{1,2}(?:[./-]\d{2,4})?\W*|.{0,16}\d{1,3}\s?(?:мин|хв|дн|час|недел|тижн|годин|днів|일 전|시간 전|天前|小时|日前|วัน|ชั่วโมง).{0,12})$/iu;

export function isWhen(line: string): boolean {
  return WHEN.test(line);
}
