// Instants and zones as people read them. Everything is given the zone and the present; nothing here reads a clock.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(options);
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat('en-GB', { timeZone: zone || 'UTC', hourCycle: 'h23', ...options });
    formats.set(key, made);
  }
  return made;
}

/** `14:05` */
export function clockTime(instant: string | number, zone: string): string {
  return format(zone, { hour: '2-digit', minute: '2-digit' }).format(new Date(instant));
}

/** `Tue 14:05` */
export function dayAndTime(instant: string | number, zone: string): string {
  return `${format(zone, { weekday: 'short' }).format(new Date(instant))} ${clockTime(instant, zone)}`;
}

/** `Tue 11 Sep` */
export function date(instant: string | number, zone: string): string {
  const parts = format(zone, { weekday: 'short', day: 'numeric', month: 'short' }).formatToParts(new Date(instant));
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('weekday')} ${of('day')} ${of('month').slice(0, 3)}`;
}

/** The time alone today, with the date on any other day. */
export function whenShort(instant: string, now: number, zone: string): string {
  return sameDay(Date.parse(instant), now, zone) ? clockTime(instant, zone) : `${date(instant, zone)}, ${clockTime(instant, zone)}`;
}

export function sameDay(a: number, b: number, zone: string): boolean {
  const day = format(zone, { year: 'numeric', month: '2-digit', day: '2-digit' });
  return day.format(new Date(a)) === day.format(new Date(b));
}

/** `Europe/London` is `London`. */
export function city(zone: string): string {
  return (zone.split('/').pop() ?? zone).replaceAll('_', ' ');
}

export type Span = { key: 'minutes' | 'hours' | 'days'; count: number; hours: number; minutes: string };

/** A length of time in the largest unit that says enough: `58 min`, `2 h 28`, `2 days`. */
export function span(milliseconds: number): Span {
  const minutes = Math.max(0, Math.round(Math.abs(milliseconds) / MINUTE));
  if (minutes < 60) return { key: 'minutes', count: minutes, hours: 0, minutes: String(minutes) };
  if (minutes < 24 * 60) {
    const rest = String(minutes % 60).padStart(2, '0');
    return { key: 'hours', count: Math.floor(minutes / 60), hours: Math.floor(minutes / 60), minutes: rest };
  }
  const days = Math.round(Math.abs(milliseconds) / DAY);
  return { key: 'days', count: days, hours: 0, minutes: '' };
}

/** Overdue, within two hours, or later. */
export function urgency(due: number, now: number): 'past' | 'hour' | 'soon' | 'later' {
  if (due <= now) return 'past';
  if (due - now < HOUR) return 'hour';
  return due - now <= 2 * HOUR ? 'soon' : 'later';
}

/** The next wall time in a zone as `YYYY-MM-DDTHH:MM`, for a typed `HH:MM` or `YYYY-MM-DD HH:MM`; null when it is neither. */
export function readTyped(text: string, now: number, zone: string): string | null {
  const typed = /^(?:(\d{4}-\d{2}-\d{2})[ T])?(\d{1,2})[:.](\d{2})$/.exec(text.trim());
  if (!typed) return null;
  const hour = Number(typed[2]);
  const minute = Number(typed[3]);
  if (hour > 23 || minute > 59) return null;
  const wall = `${String(hour).padStart(2, '0')}:${typed[3]}`;
  if (typed[1]) return Number.isNaN(Date.parse(`${typed[1]}T${wall}Z`)) ? null : `${typed[1]}T${wall}`;
  const today = localDate(now, zone);
  const instant = instantOf(`${today}T${wall}`, zone);
  return instant !== null && instant <= now ? `${localDate(now + DAY, zone)}T${wall}` : `${today}T${wall}`;
}

/** `2026-11-24` in the zone. */
export function localDate(instant: number, zone: string): string {
  return format(zone, { year: 'numeric', month: '2-digit', day: '2-digit' })
    .formatToParts(new Date(instant))
    .reduce((made, part) => {
      if (part.type === 'year') return part.value + made.slice(4);
      if (part.type === 'month') return made.slice(0, 5) + part.value + made.slice(7);
      if (part.type === 'day') return made.slice(0, 8) + part.value;
      return made;
    }, '0000-00-00');
}

/** The instant of a wall time in a zone, for showing only: the desk decides about skipped and repeated hours. */
export function instantOf(local: string, zone: string): number | null {
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc)) return null;
  let guess = asUtc;
  for (let round = 0; round < 3; round++) {
    const shown = Date.parse(`${localDate(guess, zone)}T${clockTime(guess, zone)}Z`);
    if (shown === asUtc) return guess;
    guess += asUtc - shown;
  }
  return guess;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** A refusal's facts with instants as newsroom time. */
export function readable<Facts extends Record<string, string>>(facts: Facts, now: number, zone: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, INSTANT.test(value) ? whenShort(value, now, zone) : value]),
  );
}
