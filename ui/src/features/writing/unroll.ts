// A long story opens at once: what is far below is laid out a moment later, or before the first key, press or scroll.
//
// Until then only the first blocks and the last are on the page, round a space as long as the others might be, and no caret
// can stand in those. Then nothing is left of this: a text that stayed rolled up would jump under whoever scrolls. All of it is laid out
// in one turn, since each turn costs as much as all of it.

/** As many blocks as no screen can show: each is a line at least. */
const ON_THE_PAGE = 120;
/** What a block that is not on the page counts for, in pixels: three lines. */
const USUAL = 90;
/** Milliseconds after the text came. */
const AFTER = 400;
const TOUCHES = ['keydown', 'pointerdown', 'wheel', 'scroll'] as const;

export interface RolledUp {
  /** Lays out the rest soon. */
  unrollSoon(): void;
  /** Lays out the rest now; also for leaving the page. */
  unroll(): void;
}

/** To be called before the text is shown. */
export function rolledUp(host: HTMLElement): RolledUp {
  const sheet = new CSSStyleSheet();
  const below = `.story > :nth-child(n + ${ON_THE_PAGE + 1})`;
  // The last block stays on the page: an input method is told where the text ends, and that is looked for from the end.
  sheet.replaceSync(`${below}:not(:last-child) { display: none; } ${below}:last-child { margin-top: var(--rolled-up, 0); }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function unroll() {
    if (!document.adoptedStyleSheets.includes(sheet)) return;
    clearTimeout(timer);
    for (const touch of TOUCHES) document.removeEventListener(touch, unroll, true);
    keepInPlace(host, () => (document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet)));
  }

  function unrollSoon() {
    const rolledUp = Math.max(0, (host.querySelector('.story')?.childElementCount ?? 0) - ON_THE_PAGE);
    host.style.setProperty('--rolled-up', `${rolledUp * USUAL}px`);
    timer = setTimeout(unroll, rolledUp > 0 ? AFTER : 0);
  }

  for (const touch of TOUCHES) document.addEventListener(touch, unroll, true);
  return { unroll, unrollSoon };
}

/** Does something to the layout without moving what is in sight. */
function keepInPlace(host: HTMLElement, change: () => void) {
  const scroller = host.closest<HTMLElement>('.scroll');
  const { left, top, width } = (scroller ?? host).getBoundingClientRect();
  const inSight = document.elementFromPoint(left + width / 2, top + 1)?.closest('.story > *');
  const before = inSight?.getBoundingClientRect().top ?? 0;
  change();
  const moved = (inSight?.getBoundingClientRect().top ?? 0) - before;
  if (scroller && moved) scroller.scrollTop += moved;
}
