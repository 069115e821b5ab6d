// Whether somebody is at the desk: after idle minutes the window asks for the passphrase again.
import { asRefusal } from '../bridge';
import { clock } from './clock.svelte';
import { Idle } from './idle';
import { palette } from './palette.svelte';
import { session } from './session.svelte';
import { steps } from './steps.svelte';
import { toasts } from './toasts.svelte';

const SIGNS_OF_LIFE = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** Watches until the returned function is called. */
export function attend(): () => void {
  const idle = new Idle(clock.now);
  const touched = () => idle.touched(clock.now);
  for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, touched, { capture: true, passive: true });
  const stop = $effect.root(() => {
    $effect(() => {
      if (!session.who) idle.touched(clock.now);
      else if (idle.isOver(clock.now)) void lock(idle);
    });
  });
  return () => {
    for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, touched, { capture: true });
    stop();
  };
}

/** Typed words go to the disk first; while they cannot, the desk stays open and says why. */
async function lock(idle: Idle) {
  idle.putOff(clock.now);
  try {
    await session.lock();
    if (session.who) return;
    steps.close();
    palette.hide();
  } catch (thrown) {
    toasts.refuse(asRefusal(thrown));
  }
}
