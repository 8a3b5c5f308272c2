/** A picture of a post for a report, where the person's click on our button, menu or shortcut allows one. */
import browser from 'webextension-polyfill';
import type { PostBox } from '../messages.ts';

const MOST_BYTES = 300_000;
/** Tried one after the other until the picture is small enough. */
const TRIES: readonly (readonly [width: number, quality: number])[] = [
  [1280, 0.7],
  [1280, 0.5],
  [1024, 0.5],
  [800, 0.4],
  [640, 0.3],
];
const LEAST_PX = 8;

/**
 * A JPEG of at most 300 kB, as a data address, of the post alone: the rest of the window may show who is logged in. Nothing
 * where the browser does not allow it, or the post is not to be seen.
 */
export async function pictureOf(windowId: number | null, box: PostBox | null): Promise<{ picture?: string }> {
  if (windowId === null || box === null) return {};
  try {
    const whole = await browser.tabs.captureVisibleTab(windowId, { format: 'jpeg', quality: 90 });
    const bitmap = await createImageBitmap(blobOf(whole));
    const part = partOf(box, bitmap.width / box.windowWidth, bitmap);
    if (part.width < LEAST_PX || part.height < LEAST_PX) return {};
    for (const [width, quality] of TRIES) {
      const scale = Math.min(1, width / part.width);
      const canvas = new OffscreenCanvas(Math.round(part.width * scale), Math.round(part.height * scale));
      const { x, y } = part;
      canvas.getContext('2d')?.drawImage(bitmap, x, y, part.width, part.height, 0, 0, canvas.width, canvas.height);
      const picture = await canvas.convertToBlob({ type: 'image/jpeg', quality });
      if (picture.size <= MOST_BYTES) return { picture: await addressOf(picture) };
    }
    return {};
  } catch {
    return {}; // no grant for this tab
  }
}

/** The part of a picture that shows the post: its box in CSS pixels, `scale` device pixels each. */
function partOf({ x, y, width, height }: PostBox, scale: number, whole: { width: number; height: number }) {
  const left = Math.max(0, Math.round(x * scale));
  const top = Math.max(0, Math.round(y * scale));
  const right = Math.min(whole.width, Math.round((x + width) * scale));
  const bottom = Math.min(whole.height, Math.round((y + height) * scale));
  return { x: left, y: top, width: right - left, height: bottom - top };
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
