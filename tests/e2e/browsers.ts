/** Finds Chromium and Firefox, or installs them: Debian as root by apt, else by @puppeteer/browsers, else says what to do. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export type BrowserName = 'chrome' | 'firefox';

const PROGRAMS: Readonly<Record<BrowserName, readonly string[]>> = {
  chrome: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-for-testing'],
  firefox: ['/usr/bin/firefox-esr', '/usr/bin/firefox'],
};
const PACKAGES: Readonly<Record<BrowserName, string>> = { chrome: 'chromium', firefox: 'firefox-esr' };

/** Path of a browser's program. Throws an Error that says in one line what to install. */
export function browserPath(name: BrowserName): string {
  return found(name) ?? byApt(name) ?? byDownload(name) ?? fail(name);
}

function found(name: BrowserName): string | null {
  return PROGRAMS[name].find((path) => existsSync(path)) ?? null;
}

function byApt(name: BrowserName): string | null {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  const run = (...args: string[]): void =>
    void spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  run('update', '-q');
  run('install', '-y', '-q', '--no-install-recommends', PACKAGES[name]);
  return found(name);
}

function byDownload(name: BrowserName): string | null {
  const cache = join(homedir(), '.cache', 'vigie-browsers');
  try {
    const out = execFileSync('npx', ['@puppeteer/browsers', 'install', `${name}@stable`, '--path', cache], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return out.trim().split(' ').slice(1).join(' ') || null;
  } catch {
    return null;
  }
}

function fail(name: BrowserName): never {
  throw new Error(
    `No ${name === 'chrome' ? 'Chromium or Chrome' : 'Firefox'} found: please install "${PACKAGES[name]}" with your system's package manager.`,
  );
}
