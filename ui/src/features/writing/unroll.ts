// A long story opens at once: what is not in sight is laid out a moment later, or before the first key or press.
//
// Until then a paragraph out of sight counts as three lines, and no caret can stand in it. What is in sight stays where it
// is when those above it turn out longer. Then nothing is left of this: a text that stayed rolled up would jump under
// whoever scrolls upwards. All of it is laid out in one turn, since each turn costs as much as all of it.

/** Milliseconds after the text came. */
const AFTER = 400;
const TOUCHES = ['keydown', 'pointerdown'] as const;

export interface RolledUp {
  /** Lays out the rest soon. */
  unrollSoon(): void;
  /** Lays out the rest now; also for leaving the page. */
  unroll(): void;
}

/** To be called before the text is shown. */
export function rolledUp(host: HTMLElement): RolledUp {
  const sheet = new CSSStyleSheet();
  // A footnote's number counts those before it, and a suggested boundary stands outside its paragraph: both need the rest.
  sheet.replaceSync(
    `.story > p:not([data-field], [data-boundary], .by, :has(.fn)) { content-visibility: auto; contain-intrinsic-size: auto 90px; }`,
  );
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function unroll() {
    if (!document.adoptedStyleSheets.includes(sheet)) return;
    clearTimeout(timer);
    for (const touch of TOUCHES) document.removeEventListener(touch, unroll, true);
    keepInPlace(host, () => (document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet)));
  }

  for (const touch of TOUCHES) document.addEventListener(touch, unroll, true);
  return { unroll, unrollSoon: () => (timer = setTimeout(unroll, AFTER)) };
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
