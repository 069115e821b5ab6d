import { describe, expect, test } from 'vitest';
import { city, clockTime, date, dayAndTime, instantOf, readTyped, readable, span, urgency, whenShort } from './times';

const LONDON = 'Europe/London';
const now = Date.parse('2026-11-24T14:32:00Z');

test('a time is shown in the zone that is asked for', () => {
  expect(clockTime('2026-11-24T14:05:00Z', LONDON)).toBe('14:05');
  expect(clockTime('2026-11-24T14:05:00Z', 'Asia/Seoul')).toBe('23:05');
  expect(clockTime('2026-11-24T00:00:00Z', LONDON)).toBe('00:00');
  expect(dayAndTime('2026-11-24T14:32:00Z', LONDON)).toBe('Tue 14:32');
  expect(date('2018-09-11T12:00:00Z', LONDON)).toBe('Tue 11 Sep');
});

test('another day is named', () => {
  expect(whenShort('2026-11-24T18:00:00Z', now, LONDON)).toBe('18:00');
  expect(whenShort('2026-11-25T10:00:00Z', now, LONDON)).toBe('Wed 25 Nov, 10:00');
});

test('a zone is called by its city', () => {
  expect(city('America/New_York')).toBe('New York');
  expect(city('UTC')).toBe('UTC');
});

describe('a length of time', () => {
  test('says minutes, then hours, then days', () => {
    expect(span(58 * 60_000)).toMatchObject({ key: 'minutes', count: 58 });
    expect(span(88 * 60_000)).toMatchObject({ key: 'hours', hours: 1, minutes: '28' });
    expect(span(120 * 60_000)).toMatchObject({ key: 'hours', hours: 2, minutes: '00' });
    expect(span(2 * 86_400_000)).toMatchObject({ key: 'days', count: 2 });
  });

  test('past times count the same way', () => {
    expect(span(-12 * 60_000)).toMatchObject({ key: 'minutes', count: 12 });
  });
});

test('what is due within the hour is the most urgent that is not late', () => {
  expect(urgency(now, now)).toBe('past');
  expect(urgency(now + 59 * 60_000, now)).toBe('hour');
  expect(urgency(now + 119 * 60_000, now)).toBe('soon');
  expect(urgency(now + 121 * 60_000, now)).toBe('later');
});

describe('a typed time', () => {
  test('is the next time the clock shows it', () => {
    expect(readTyped('18:15', now, LONDON)).toBe('2026-11-24T18:15');
    expect(readTyped('6.00', now, LONDON)).toBe('2026-11-25T06:00');
  });

  test('may name its day', () => {
    expect(readTyped('2026-12-01 06:00', now, LONDON)).toBe('2026-12-01T06:00');
  });

  test('is refused when it is no time', () => {
    for (const text of ['', '25:00', '18:61', 'noon', '2026-13-40 06:00']) expect(readTyped(text, now, LONDON)).toBeNull();
  });
});

test('a wall time becomes the instant that shows it', () => {
  expect(instantOf('2026-11-24T06:00', LONDON)).toBe(Date.parse('2026-11-24T06:00:00Z'));
  expect(instantOf('2026-07-01T06:00', LONDON)).toBe(Date.parse('2026-07-01T05:00:00Z'));
  expect(instantOf('2026-07-01T06:00', 'Asia/Seoul')).toBe(Date.parse('2026-06-30T21:00:00Z'));
});

test('instants among the facts of a refusal are read out as newsroom time', () => {
  expect(readable({ at: '2026-11-24T18:00:00Z', by: 'Desk editor' }, now, LONDON)).toEqual({ at: '18:00', by: 'Desk editor' });
});
