// F6 goes round the named regions of the window, in the order in which they stand.

export function nextRegion() {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter((region) => region.offsetParent !== null);
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  // The innermost region that holds the focus decides, so that a panel inside the screen is left for the next one.
  const innermost = regions.findLastIndex((region) => region.contains(document.activeElement));
  const next = regions[(Math.max(at, innermost) + 1) % regions.length];
  if (!next) return;
  const inside = next.querySelector<HTMLElement>('[aria-current], [tabindex="0"], button, input, [contenteditable="true"]');
  (inside ?? next).focus();
}
