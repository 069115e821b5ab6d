// Pictures as the window shows them: each is asked of the desk once and has an address within the window from then on.

import { asRefusal, desk as bridge } from '../bridge';
import { toasts } from './toasts.svelte';

const shown = new Map<string, Promise<string>>();

/** The address of a picture, by its hash. */
export function pictureAddress(picture: string): Promise<string> {
  let address = shown.get(picture);
  if (!address) {
    address = bridge.picture(picture).then((bytes) => URL.createObjectURL(new Blob([bytes])));
    shown.set(picture, address);
    // One that is not here may come later.
    address.catch(() => shown.delete(picture));
  }
  return address;
}

/** Keeps a picture; its hash, or null when the desk refused it, which is said. */
export async function keepPicture(file: Blob): Promise<string | null> {
  try {
    const { picture } = await bridge.addPicture(new Uint8Array(await file.arrayBuffer()));
    return picture;
  } catch (thrown) {
    toasts.refuse(asRefusal(thrown));
    return null;
  }
}
