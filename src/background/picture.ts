/** A picture of the window for a report, where the person's click on our button, menu or shortcut allows one. */
import browser from 'webextension-polyfill';

const MOST_BYTES = 300_000;
/** Tried one after the other until the picture is small enough. */
const TRIES: readonly (readonly [width: number, quality: number])[] = [
  [1280, 0.7],
  [1280, 0.5],
  [1024, 0.5],
  [800, 0.4],
  [640, 0.3],
];

/** A JPEG of at most 300 kB as a data address; nothing where the browser does not allow it. */
export async function pictureOf(windowId: number | null): Promise<{ picture?: string }> {
  if (windowId === null) return {};
  try {
    const picture = await browser.tabs.captureVisibleTab(windowId, { format: 'jpeg', quality: 70 });
    const blob = blobOf(picture);
    if (blob.size <= MOST_BYTES) return { picture };
    const bitmap = await createImageBitmap(blob);
    for (const [width, quality] of TRIES) {
      const scale = Math.min(1, width / bitmap.width);
      const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
      canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
      const smaller = await canvas.convertToBlob({ type: 'image/jpeg', quality });
      if (smaller.size <= MOST_BYTES) return { picture: await addressOf(smaller) };
    }
    return {};
  } catch {
    return {}; // no grant for this tab
  }
}

function blobOf(address: string): Blob {
  const bytes = Uint8Array.from(atob(address.slice(address.indexOf(',') + 1)), (letter) => letter.charCodeAt(0));
  return new Blob([bytes], { type: 'image/jpeg' });
}

async function addressOf(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return `data:image/jpeg;base64,${btoa(text)}`;
}
