// What the host tells the window without being asked.
import { listen } from '@tauri-apps/api/event';
import type { Change } from './generated/border';

type Stop = () => void;

/** Something was written, here or by another process. */
export const onChange = (hear: (changes: Change[]) => void): Promise<Stop> =>
  listen<Change[]>('change', (event) => hear(event.payload));

/** Another process wrote to a story whose text is open here. */
export const onTextWaiting = (hear: (story: string) => void): Promise<Stop> =>
  listen<{ story: string }>('text-waiting', (event) => hear(event.payload.story));

/** The window was asked to close; it waits a moment for `windowMayClose`. */
export const onClosing = (hear: () => void): Promise<Stop> => listen('closing', hear);
