import { expect, test } from 'vitest';
import { AGAIN_AFTER, Idle, IDLE_FOR } from './idle';

const NOON = Date.UTC(2026, 10, 23, 12);

test('fifteen minutes without a touch lock the desk, and no minute less', () => {
  const idle = new Idle(NOON);
  expect(idle.isOver(NOON + IDLE_FOR - 1)).toBe(false);
  expect(idle.isOver(NOON + IDLE_FOR)).toBe(true);
  expect(IDLE_FOR).toBe(15 * 60_000);
});

test('each touch begins the time anew', () => {
  const idle = new Idle(NOON);
  idle.touched(NOON + IDLE_FOR - 1);
  expect(idle.isOver(NOON + IDLE_FOR)).toBe(false);
  expect(idle.isOver(NOON + IDLE_FOR - 1 + IDLE_FOR)).toBe(true);
});

test('a laptop that slept through the time is locked when it wakes', () => {
  const idle = new Idle(NOON);
  expect(idle.isOver(NOON + 1_000)).toBe(false);
  expect(idle.isOver(NOON + 8 * 3_600_000)).toBe(true);
});

test('a clock that is set back keeps nobody at the desk for longer', () => {
  const idle = new Idle(NOON);
  const earlier = NOON - 3_600_000;
  expect(idle.isOver(earlier)).toBe(false);
  expect(idle.isOver(earlier + IDLE_FOR)).toBe(true);
});

test('a desk that could not be locked is tried again after a minute', () => {
  const idle = new Idle(NOON);
  const now = NOON + IDLE_FOR;
  idle.putOff(now);
  expect(idle.isOver(now + AGAIN_AFTER - 1)).toBe(false);
  expect(idle.isOver(now + AGAIN_AFTER)).toBe(true);
});
