import { expect, test } from 'vitest';
import { mentioned } from './mentions';

const people = [{ id: '1', name: 'Desk' }, { id: '2', name: 'Desk editor' }, { id: '3', name: 'Zoë' }];
const check = (text: string, ids: string[]) => expect(mentioned(text, people)).toEqual(ids);

test('a name behind an @ is spoken to', () => check('Is it so, @zoë?', ['3']));
test('the longest name that fits counts', () => check('@Desk editor: which day?', ['2']));
test('a name that only begins like it is nobody', () => check('@Desks and a@b', []));
test('each is named once', () => check('@Zoë @zoë @Desk', ['3', '1']));
