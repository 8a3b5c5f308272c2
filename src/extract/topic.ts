/** How much a page's address, title and first heading speak of jobs. */
import type { Labels } from '../rules/labels.ts';

/** 0 to 3: the address, the title, the first heading. */
export function topicOf(document: Document, url: string, labels: Labels): number {
  const heads = [document.title, document.querySelector('h1')?.textContent ?? ''];
  return [addressOfJob(url, url), ...heads.map((head) => labels.count('job', head) > 0)].filter(Boolean).length;
}

const JOB_ADDRESS =
  /(?:^|[/.\-_?&=])(?:jobs?|job-?(?:details?|view|ads?|posting|offers?)|jobb|careers?|vacanc(?:y|ies)|vacante|vacatures?|vakan[sc]\w*|vacancies|empleos?|emprego|vagas?|emploi|offres?|offers?|oferta\w*|ofertas?-de-trabajo|stellen\w*|karriere|kariera|praca|prace|lavoro|lowongan|loker|kerja|viec-lam|tuyen-dung|rabota|work|position|opening|posting|recruit\w*|hiring|gi_read|viewjob|job-?offer|zhaopin|pozice|rpd)(?=$|[/.\-_?&=\d])/i;

/** Does an address lead to jobs? Host and path alone: what a query holds says where a link stands, not where it leads. */
export function addressOfJob(href: string, base: string): boolean {
  if (!URL.canParse(href, base)) return false;
  const { hostname, pathname } = new URL(href, base);
  return JOB_ADDRESS.test(`${hostname}${pathname}`);
}
