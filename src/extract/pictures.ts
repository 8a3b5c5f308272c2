/** Posts whose text is in a picture: shown as unread, never as safe. No layout is asked: attributes tell the size. */

/** A text of fewer letters than this says nothing beside a picture. */
const FEWEST_LETTERS = 40;
/** Smaller pictures (by their attributes) are faces, emoji, logos. */
const SMALLEST_SIDE = 150;
const ORNAMENT = /avatar|profile|emoji|icon|logo|badge|sticker|reaction|userpic|author|presence|spacer/i;
const PICTURES = 'img,picture,video[poster],[style*="background-image"]';

/** True when a post has a picture of some size and hardly any text. */
export function isPicturePost(container: Element, text: string): boolean {
  if (lettersIn(text) >= FEWEST_LETTERS) return false;
  return [...container.querySelectorAll(PICTURES)].slice(0, 30).some(isContent);
}

function lettersIn(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

function isContent(picture: Element): boolean {
  const named = `${picture.getAttribute('class') ?? ''} ${picture.getAttribute('src') ?? ''} ${picture.getAttribute('data-testid') ?? ''}`;
  if (ORNAMENT.test(named)) return false;
  for (const side of ['width', 'height']) {
    const size = Number.parseInt(picture.getAttribute(side) ?? '', 10);
    if (size > 0 && size < SMALLEST_SIDE) return false;
  }
  if (picture.tagName !== 'IMG') return true;
  // an image with neither size nor description may be an ornament; one of them makes it content
  const described = (picture.getAttribute('alt') ?? '').length > 3 || picture.hasAttribute('srcset');
  return (
    described ||
    Number.parseInt(picture.getAttribute('width') ?? '0', 10) >= SMALLEST_SIDE ||
    /\bscontent|media|photo|upload|image/i.test(named)
  );
}
